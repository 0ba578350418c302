/** One shell of a pipeline: what runs in it, in order, shares folder and variables. */
export interface ShellStep {
  readonly script: string;
  /** As the system starts it: `bash -e`, `sh -xe`. */
  readonly shell: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Secrets that the system gives to this step; without it, all that it gives to the job. */
  readonly secrets?: readonly string[];
  /** Whether the system leaves it out for a fork. */
  readonly isForOwnCode?: boolean;
}

/** A pipeline's file, read as its system reads it. */
export interface Pipeline {
  readonly steps: readonly ShellStep[];
  /** What is the system's own: checkouts, tasks, actions, plugins. It is not run here. */
  readonly replaced: readonly string[];
}

/** What a system says of a run by variables of its own. */
export interface RunFacts {
  readonly branch: string;
  readonly commit: string;
  /** What the branch was at before. */
  readonly before: string;
  /** Whether the code comes from a fork, by a pull request to `main`. */
  readonly fork: boolean;
  /** Origin of the clone. */
  readonly repository: string;
  /** Whether the machine is one whose disk stays. */
  readonly isPrivate: boolean;
}
