/** How a Dockerfile is written: by hand, or as the generator writes it in one of its two forms. */
export type Form = 'same' | 'workspace' | 'project';

/** What a RUN step is for. `tools` is anything else, such as installing a package manager. */
export type RunKind = 'install' | 'compile' | 'tools';

/** RUN steps of each kind. */
export type RunCounts = Readonly<Record<RunKind, number>>;

/** Files by their path from the workspace root. */
export type Files = Readonly<Record<string, string>>;

/** A lockfile that is made from the manifests, once. */
export interface Lockfile {
  readonly path: string;
  /** Writes it, in a folder that holds the manifests. */
  readonly command: readonly string[];
  /** What an installation leaves in `node_modules` and Nx reads beside the lockfile; no commit has it. */
  readonly installed: Files;
}

/** A commit, and whose images it changes. */
export interface Change {
  readonly files: Files;
  readonly affected: readonly string[];
}

/** A monorepo to build images from; what a tool needs beside is not in it. */
export interface Workload {
  readonly name: string;
  /** Names of the projects that are images. */
  readonly apps: readonly string[];
  /** Folder of each app, from the workspace root. */
  readonly rootOf: (app: string) => string;
  /** Projects that an app depends on and that Nx cannot see in its sources. */
  readonly implicitDependencies: (app: string) => readonly string[];
  readonly lockfile: Lockfile;
  /** All files but the lockfile. */
  readonly files: (form: Form) => Files;
  /** Forms that its Dockerfiles can have. */
  readonly forms: readonly Form[];
  /** A change of one lib that `affected` apps stand on. */
  readonly libChange: Change;
  /** A dependency added to one app. */
  readonly dependencyChange: Change & {
    /** Nx takes a changed lockfile for a change of every project. */
    readonly touchesLockfile: boolean;
  };
  /** RUN steps that a build of everything from nothing cannot do without. */
  readonly fromNothing: (form: Form) => RunCounts;
}

const INSTALL = /\b(npm ci|pnpm install --frozen|pip install)\b/;
const COMPILE = /\b(run build|compileall)\b/;

/** What a RUN step is for, told by its command. */
export function kindOfRun(name: string): RunKind {
  if (INSTALL.test(name)) return 'install';
  return COMPILE.test(name) ? 'compile' : 'tools';
}
