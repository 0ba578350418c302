import type { CiOptions, RUNNER_CHOICES, SYSTEMS } from '../../options/ci-options';

/** A CI system that a file can be made for. */
export type CiSystem = (typeof SYSTEMS)[number];

/** All that a pipeline's file depends on. */
export interface CiFacts {
  readonly packages: PackageFacts;
  /** Major version of Node.js. */
  readonly node: string;
  readonly registry: RegistryFacts;
  /** What the command line has to say of images, where nx.json does not: `registry.example.com/shop/{name}`. */
  readonly image: string | null;
  /** `cloud`: starts empty, caches are in the registry. `private`: keeps its disk, and caches on it. */
  readonly runner: (typeof RUNNER_CHOICES)[number];
  /** Branch that releases are made from. */
  readonly branch: string;
  /** The role of AWS that a job takes by the system's own token; `null`: what the machine or its variables are. */
  readonly aws: AwsFacts | null;
  /** How actions of GitHub are named: by their major version, or by a commit. */
  readonly pin: CiOptions['pin'];
  /** Names of the targets that build and plan. */
  readonly targets: { readonly image: string; readonly plan: string };
}

/** How packages are installed. */
export interface PackageFacts {
  readonly manager: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Version of the manager: `10.4.1`, `1`. */
  readonly version: string;
  /** Whether package.json names that version, so that the manager's own action finds it. */
  readonly pinned: boolean;
  /** Lines that bring the manager, where an image has Node.js alone. */
  readonly setup: readonly string[];
  readonly install: string;
  /** What starts Nx: `npx nx`. */
  readonly nx: string;
  /** The lockfile, from the workspace root. */
  readonly lockfile: string;
  /** Variable that moves the manager's downloads into a folder which a CI system can keep. */
  readonly cacheVariable: string;
}

export interface RegistryFacts {
  /** Host, with its port where it has one. */
  readonly host: string;
  /** Who keeps it, as far as that changes how a job logs in. */
  readonly kind: 'ecr' | 'ghcr' | 'gitlab' | 'google' | 'other';
  /** Region of AWS that it is in; `null` where it is no registry of ECR. */
  readonly region: string | null;
}

export interface AwsFacts {
  /** ARN of the role that jobs take. */
  readonly role: string;
  readonly region: string;
}

export interface CiFile {
  /** Path from the workspace root. */
  readonly path: string;
  readonly content: string;
}

/** A pure function for each system: facts → file. */
export type RenderCi = (facts: CiFacts) => CiFile;
