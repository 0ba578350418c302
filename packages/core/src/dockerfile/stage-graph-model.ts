/** Where bytes come from: a stage stands on one, and COPY, ADD and mounts read from one. */
export type Source =
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'image'; readonly ref: string }
  /** The build context; `name` is `null` for the main one. */
  | { readonly kind: 'context'; readonly name: string | null }
  | { readonly kind: 'scratch' }
  /** A remote ADD; its bytes are pinned when `checksum` is there. */
  | { readonly kind: 'url'; readonly url: string; readonly checksum: string | null }
  /** A git repository; pinned when the URL's fragment is a full commit or `checksum` is there. */
  | { readonly kind: 'git'; readonly url: string; readonly checksum: string | null };

/** Files that a step reads from a source. */
export interface Read {
  readonly from: Source;
  /** Paths in the source, expanded; `/`-separated, relative to the source's root, `.` for all of it. */
  readonly paths: readonly string[];
  /** Patterns of `--exclude`. */
  readonly exclude: readonly string[];
  /**
   * `--parents`: a path is a pattern as in an ignore file. It counts from the source's root, or from the folder (which may be a
   * wildcard) before `/./` in it.
   */
  readonly parents: boolean;
  /** COPY and ADD: a path may be a wildcard, and must exist if not. A mount's is as written, and may be absent. */
  readonly required: boolean;
}

/** An instruction of a stage after expansion: all that can change its result. */
export interface Step {
  readonly keyword: string;
  readonly line: number;
  /**
   * Canonical text: keyword, flags and argument expanded as the frontend does, heredocs included. In words that are
   * expanded a dollar sign is `$$`, and `${NAME…}` is what only the engine knows: the base image's environment.
   */
  readonly text: string;
  /** Build arguments in the environment of a RUN, `NAME=value`, sorted; empty for other instructions. */
  readonly args: readonly string[];
  readonly reads: readonly Read[];
  /** Ids of secrets that a RUN mounts; their content is no input. */
  readonly secrets: readonly string[];
}

/** A stage with everything resolved that the Dockerfile, build arguments and named contexts say. */
export interface Stage {
  /** Unique in its graph: the name in lower case, or the index in decimal for a stage without a name. */
  readonly id: string;
  readonly index: number;
  /** The name as written. */
  readonly name: string | null;
  readonly line: number;
  readonly base: Source;
  /** `os/arch[/variant]` that this stage runs on. */
  readonly platform: string;
  /** Empty for a stage that the target does not need: BuildKit does not look at its instructions either. */
  readonly steps: readonly Step[];
  /** Ids of the stages it needs, directly: its base first, then in order of appearance, each once. */
  readonly needs: readonly string[];
}

/** The stages of a Dockerfile for one target platform, and the edges between them. */
export interface StageGraph {
  /** All stages, in the Dockerfile's order. */
  readonly stages: readonly Stage[];
  /** Id of the target stage. */
  readonly target: string;
  /** Target platform, `os/arch[/variant]`. */
  readonly platform: string;
  /** The image that `# syntax=` names; `null` for the engine's own frontend. */
  readonly frontend: string | null;
  /** Names of build arguments that any ARG declares. */
  readonly declaredArgs: readonly string[];
}

/** What a stage graph depends on besides the Dockerfile. */
export interface StageGraphOptions {
  /** Target stage by name (any case) or index; the last one when absent. */
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Names of named contexts (`--build-context NAME=…`). They come before stages and images of that name. */
  readonly contexts?: readonly string[];
  /** Target platform, `os/arch[/variant]`. */
  readonly platform: string;
  /** Platform of the builder; the target's when absent. */
  readonly buildPlatform?: string;
}
