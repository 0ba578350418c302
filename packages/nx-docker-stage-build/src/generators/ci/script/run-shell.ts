/** What a CI system says of a run, in terms of its shell. */
export interface RunShell {
  /** A condition that holds for code from elsewhere: `[ -n "$CHANGE_FORK" ]`. `null` where there is none. */
  readonly fork: string | null;
  /** Whether the plugin has to be told of a fork, because the system's variables alone do not say it. */
  readonly forkIsTold?: boolean;
  /** Variable with the branch that a pull request goes to. */
  readonly target?: string;
  /** Variable with the commit that the branch was at before. It may be empty, or name a commit that is gone. */
  readonly previous?: string;
  /** Whether the system's own checkout brings the branch that is compared with, and all commits. */
  readonly complete?: boolean;
  /** A command that prints the token by which AWS knows a job. `null`: AWS knows the machine. */
  readonly awsToken?: string | null;
  /** Lines that log in, where that is not by user and password of the registry. `null`: the system has logged in. */
  readonly login?: string | null;
  /** Whether a step before this one logs in. */
  readonly isLoggedIn?: boolean;
  /** Lines that show the plan on the page of the run. */
  readonly showPlan?: string;
}
