/** A Dockerfile as written: nothing expanded, nothing resolved. */
export interface Dockerfile {
  /** Where it was read from, for messages. */
  readonly path: string | null;
  /** The escape character of the `# escape=` directive. */
  readonly escape: '\\' | '`';
  /** The image of the `# syntax=` directive. */
  readonly syntax: string | null;
  /** ARG instructions before the first FROM, in order. */
  readonly globalArgs: readonly Instruction[];
  readonly stages: readonly StageSource[];
}

/** One `FROM … [AS name]` and what follows it, as written. */
export interface StageSource {
  /** Position in the Dockerfile, from 0. */
  readonly index: number;
  /** The name after AS, as written. */
  readonly name: string | null;
  /** What FROM names, as written. */
  readonly base: string;
  /** Value of `--platform`, as written. */
  readonly platform: string | null;
  /** Line of the FROM, from 1. */
  readonly line: number;
  readonly instructions: readonly Instruction[];
}

/** One instruction as written, its continuation lines joined and its comment lines left out. */
export interface Instruction {
  /** In upper case: `RUN`, `COPY`, … */
  readonly keyword: string;
  /** First line, from 1. */
  readonly line: number;
  /** `--name=value` in order of appearance; a flag without a value has `null`. */
  readonly flags: readonly Flag[];
  /** What follows keyword and flags, heredoc bodies left out. */
  readonly argument: string;
  readonly heredocs: readonly Heredoc[];
}

export interface Flag {
  readonly name: string;
  readonly value: string | null;
}

export interface Heredoc {
  readonly name: string;
  /** Whether the frontend expands variables in it (an unquoted delimiter). */
  readonly expand: boolean;
  /** The body, after `<<-` took away leading tabs. */
  readonly content: string;
}
