import { isAwsException } from '../errors/aws-error';
import { callOf } from './calls';
import type { CatalogData, EcrCall, FoundRepository, WantedRepository } from './model';

/**
 * Makes a call of ECR's API and gives its answer.
 * Rejects with an AwsError.
 */
export type CallEcr = (call: EcrCall) => Promise<unknown>;

/** A repository in answers of DescribeRepositories and CreateRepository, as far as it is read. */
export interface Described {
  readonly repositoryArn?: string;
  readonly repositoryUri?: string;
  readonly imageTagMutability?: string;
  readonly imageTagMutabilityExclusionFilters?: readonly { readonly filter?: string }[];
  readonly imageScanningConfiguration?: { readonly scanOnPush?: boolean };
  readonly encryptionConfiguration?: { readonly encryptionType?: string; readonly kmsKey?: string };
}

/**
 * Reads a repository: what every build needs to know, and of the rest only what is compared.
 * @returns `null` where it does not exist
 */
export async function readRepository(
  wanted: WantedRepository,
  call: CallEcr,
): Promise<FoundRepository | null> {
  const described = await describe(wanted, call);
  if (described === null) return null;
  const { tags, lifecycle, policy, catalog } = wanted.asked;
  const found = toFound(described);
  const ask = asker(wanted, call);
  return {
    ...found,
    ...(tags && { tags: await readTags(found.arn, ask) }),
    ...(lifecycle !== undefined && { lifecycle: await readText('lifecycle', ask) }),
    ...(policy && { policy: await readText('policy', ask) }),
    ...(catalog && { catalog: await readCatalog(ask) }),
  };
}

/** The call that says whether a repository exists. */
export function describeCall(wanted: WantedRepository): EcrCall {
  const { input, ...call } = callOf(wanted, 'DescribeRepositories');
  const { repositoryName, ...registry } = input;
  return { ...call, input: { ...registry, repositoryNames: [repositoryName] } };
}

async function describe(wanted: WantedRepository, call: CallEcr): Promise<Described | null> {
  try {
    const answer = (await call(describeCall(wanted))) as {
      readonly repositories?: readonly Described[];
    };
    return answer.repositories?.[0] ?? null;
  } catch (error) {
    if (isAwsException(error, 'RepositoryNotFoundException')) return null;
    throw error;
  }
}

/** Takes from an answer what is compared and what a push needs to know. */
export function toFound(described: Described): FoundRepository {
  const { encryptionConfiguration: encryption, imageTagMutabilityExclusionFilters: filters = [] } =
    described;
  return {
    arn: described.repositoryArn ?? '',
    uri: described.repositoryUri ?? '',
    mutability: described.imageTagMutability ?? 'MUTABLE',
    exclusions: filters.map(({ filter = '' }) => filter),
    scanOnPush: described.imageScanningConfiguration?.scanOnPush ?? false,
    encryption: encryption?.encryptionType ?? 'AES256',
    kmsKey: encryption?.kmsKey ?? null,
  };
}

/** Asks something about the repository; `null` where ECR says that it has none of it. */
type Ask = (operation: string, input?: EcrCall['input']) => Promise<unknown>;

const NONE = [
  'LifecyclePolicyNotFoundException',
  'RepositoryPolicyNotFoundException',
  'RepositoryCatalogDataNotFoundException',
] as const;

function asker(wanted: WantedRepository, call: CallEcr): Ask {
  return async (operation, input) => {
    const asked = callOf(wanted, operation);
    try {
      return await call(input ? { ...asked, input } : asked);
    } catch (error) {
      if (isAwsException(error, ...NONE)) return null;
      throw error;
    }
  };
}

const DOCUMENTS = {
  lifecycle: { operation: 'GetLifecyclePolicy', field: 'lifecyclePolicyText' },
  policy: { operation: 'GetRepositoryPolicy', field: 'policyText' },
} as const;

async function readText(document: keyof typeof DOCUMENTS, ask: Ask): Promise<string | null> {
  const { operation, field } = DOCUMENTS[document];
  const answer = (await ask(operation)) as Readonly<Record<string, string>> | null;
  return answer?.[field] ?? null;
}

async function readTags(resourceArn: string, ask: Ask): Promise<Record<string, string>> {
  const answer = (await ask('ListTagsForResource', { resourceArn })) as {
    readonly tags?: readonly { readonly Key?: string; readonly Value?: string }[];
  };
  return Object.fromEntries((answer.tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

async function readCatalog(ask: Ask): Promise<CatalogData> {
  const answer = (await ask('GetRepositoryCatalogData')) as {
    readonly catalogData?: CatalogData & {
      readonly logoUrl?: string;
      readonly marketplaceCertified?: boolean;
    };
  } | null;
  const {
    logoUrl: _logo,
    marketplaceCertified: _certified,
    ...catalog
  } = answer?.catalogData ?? {};
  return catalog;
}
