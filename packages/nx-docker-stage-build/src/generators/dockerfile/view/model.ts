/** What the project graph says of a target. */
export interface TargetFacts {
  /** `@nx/esbuild:esbuild`, `nx:run-script`, …; empty where none is said. */
  readonly executor: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** With Nx's tokens, as configured. */
  readonly outputs: readonly string[];
  readonly dependsOn: readonly unknown[];
}

/** What the project graph says of a project. */
export interface ProjectFacts {
  readonly name: string;
  /** Folder from the workspace root; `.` for the root itself. */
  readonly root: string;
  readonly type: 'application' | 'library' | null;
  readonly targets: Readonly<Record<string, TargetFacts>>;
}

/** Files of the workspace; paths count from its root. */
export interface ProjectFiles {
  /** A file's text, `null` where there is none. */
  readonly read: (path: string) => string | null;
  /** Names of what is in a folder; none where there is no folder. */
  readonly list: (folder: string) => readonly string[];
}

/** A project with what surrounds it: all that a Dockerfile is made from. */
export interface ProjectView {
  readonly project: ProjectFacts;
  /** Projects that it depends on, through others too. */
  readonly dependencies: readonly ProjectFacts[];
  /** Names of projects that depend on it directly. */
  readonly dependents: readonly string[];
  /** All projects of the workspace. */
  readonly projects: readonly ProjectFacts[];
  readonly files: ProjectFiles;
}
