/** Package managers whose lockfiles can be pruned. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'berry' | 'bun';

/** What of a package.json decides an installation. */
export interface PackageJson {
  readonly name?: string;
  readonly packageManager?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly resolutions?: Readonly<Record<string, string>>;
}

/** A dependency that a package.json or a lockfile's entry asks for. */
export interface Wanted {
  readonly name: string;
  /** Version, range or address, as written. */
  readonly spec: string;
  readonly kind: 'prod' | 'dev' | 'optional' | 'peer' | 'peerOptional';
}

/** What of a lockfile is to be kept. Folders count from the workspace root; `''` is the root. */
export interface PruneRequest {
  /** Folders of the projects in scope, without the root, which always is. */
  readonly folders: readonly string[];
  /** What the package.json in a folder asks for and is kept; `null` when there is none. */
  readonly wantedOf: (folder: string) => readonly Wanted[] | null;
  /** Folder of a workspace package by its name. */
  readonly folderOf: (name: string) => string | undefined;
  /** The root's `resolutions`. */
  readonly resolutions: Readonly<Record<string, string>>;
}

/** What is left of a lockfile. */
export interface PrunedLockfile {
  readonly text: string;
  /** Folders whose package.json it is for, sorted, without the root: those in scope, and those they link to. */
  readonly folders: readonly string[];
  /** Names that kept packages have as peers: whoever depends on the package has to bring them. */
  readonly peers: ReadonlySet<string>;
  /** How many packages it installs. */
  readonly packages: number;
}

/** A lockfile that was read once and can be pruned for many projects. */
export interface Lockfile {
  /** How many packages it installs as a whole. */
  readonly packages: number;
  /** @throws MissingEntry when the lockfile lacks what a package.json asks for */
  readonly prune: (request: PruneRequest) => PrunedLockfile;
}

/** A package.json asks for what its lockfile does not have: one was changed without the other. */
export class MissingEntry extends Error {
  constructor(
    readonly folder: string,
    readonly wanted: Pick<Wanted, 'name' | 'spec'>,
  ) {
    super(`${folder || '.'} asks for ${wanted.name}@${wanted.spec}`);
  }
}
