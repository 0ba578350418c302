import type { EcrRegistry } from '../model';

/** Settings of a repository, as AWS names them. What is not said is not compared with a repository that exists. */
export interface RepositorySettings {
  readonly mutability?: 'MUTABLE' | 'IMMUTABLE';
  /** Tags, with `*` for any text, for which the opposite of `mutability` holds. */
  readonly mutabilityExclusions?: readonly string[];
  readonly scanOnPush?: boolean;
  readonly encryption?: 'AES256' | 'KMS' | 'KMS_DSSE';
  /** Alias, id or ARN of a key. Default: AWS's own key for ECR. */
  readonly kmsKey?: string;
  /** Resource tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** A lifecycle policy's document; `null` for none at all. */
  readonly lifecycle?: object | null;
  /** Document of the repository policy. */
  readonly policy?: object;
  /** What the public gallery shows. */
  readonly catalog?: CatalogData;
}

/** What the gallery of ECR Public shows of a repository. */
export interface CatalogData {
  readonly description?: string;
  readonly aboutText?: string;
  readonly usageText?: string;
  readonly architectures?: readonly string[];
  readonly operatingSystems?: readonly string[];
}

/** What is pushed to a repository. */
export interface Contents {
  readonly images: boolean;
  readonly caches: boolean;
}

/** A repository that a run needs. */
export interface RepositoryRequest {
  readonly registry: EcrRegistry;
  /** Its path on the registry's host: `shop/api`; on the public one with the registry's alias before it. */
  readonly path: string;
  readonly holds: Contents;
  /** Settings that were asked for. */
  readonly settings: RepositorySettings;
}

/** A repository with all its settings, checked. */
export interface WantedRepository {
  readonly registry: EcrRegistry;
  /** As the API names it: without the alias of a public registry. */
  readonly name: string;
  /** The alias of the public registry that it is in; `null` for a private one. */
  readonly alias: string | null;
  readonly holds: Contents;
  /** Settings that were asked for: those that count where the repository exists. */
  readonly asked: RepositorySettings;
  /** Settings that it is made with: what was asked for, else our defaults. */
  readonly initial: RepositorySettings;
}

/** A repository as ECR describes it; what was not read is missing. */
export interface FoundRepository {
  readonly arn: string;
  readonly uri: string;
  readonly mutability: string;
  readonly exclusions: readonly string[];
  readonly scanOnPush: boolean;
  readonly encryption: string;
  readonly kmsKey: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  /** Text of the policy, `null` where there is none. */
  readonly lifecycle?: string | null;
  readonly policy?: string | null;
  readonly catalog?: CatalogData;
}

/** One call of ECR's API, with all that is sent. */
export interface EcrCall {
  readonly service: 'ecr' | 'ecr-public';
  /** Region that is called; `null` for the one of AWS's configuration. */
  readonly region: string | null;
  /** `CreateRepository` */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A setting that an existing repository has otherwise than was asked for. */
export interface Difference {
  readonly setting: keyof RepositorySettings;
  readonly wanted: string;
  readonly found: string;
  /** Calls that change it; `null` where ECR cannot. */
  readonly fix: readonly EcrCall[] | null;
}

/** What is done about a repository: nothing for one that is left to ECR or to the user. */
export type RepositoryAction = 'create' | 'update' | 'none';

/** What is to be done about one repository. */
export interface RepositoryPlan {
  readonly repository: WantedRepository;
  readonly action: RepositoryAction;
  /** In the order in which they are made. */
  readonly calls: readonly EcrCall[];
  /** What stays different. */
  readonly drift: readonly Difference[];
}

/**
 * What became of a repository: `on-push` is made by ECR when it is first pushed to, `missing` is the user's to make, of an
 * `unknown` one AWS does not tell this caller.
 */
export type RepositoryStatus =
  'created' | 'updated' | 'exists' | 'drift' | 'on-push' | 'missing' | 'unknown';

export interface EnsuredRepository {
  readonly repository: WantedRepository;
  readonly status: RepositoryStatus;
  /** Calls that were made to change something; in a dry run, that would be made. */
  readonly calls: readonly EcrCall[];
  readonly drift: readonly Difference[];
  /** As it was found or made; `null` where it is not there or not known. */
  readonly found: FoundRepository | null;
}
