/** What a build left behind, read from the engine's machine-readable output. */
export interface BuildResult {
  /** Digest of the image or index; `null` where no image was made (files, cache only). */
  readonly digest: string | null;
  /** Digest of the exported cache's manifest; `null` where nothing was exported. */
  readonly cacheDigest: string | null;
  /** `builder/node/id`, for `docker buildx history`. */
  readonly buildRef: string | null;
  readonly steps: readonly StepRecord[];
  readonly stages: readonly StageSummary[];
  /** Digests of the images that it stood on or copied from, by canonical name. Images that came as named contexts are left out. */
  readonly bases: ReadonlyMap<string, string>;
  /** Stages in which it carried out triggers of ONBUILD: of an image, or of the stage that they stand on. */
  readonly triggered: ReadonlySet<string>;
  readonly warnings: readonly BuildWarning[];
  /** Wall clock of the engine's process. */
  readonly seconds: number;
}

/** One instruction of one stage, on one platform. */
export interface StepRecord {
  /** The stage's name as BuildKit writes it (lower case), or its index where it has none. */
  readonly stage: string;
  /** `os/arch[/variant]` that it ran on; `null` in a build for a single platform. */
  readonly platform: string | null;
  /** The instruction, such as `RUN npm ci`. */
  readonly name: string;
  /** Its result came from a cache. */
  readonly cached: boolean;
  /** ISO 8601; `null` when the engine never needed it. */
  readonly started: string | null;
  readonly completed: string | null;
  /** Time it was at work, all its intervals together. */
  readonly seconds: number;
  readonly error: string | null;
  /** Digest of the step in BuildKit's graph. */
  readonly digest: string;
}

export interface StageSummary {
  readonly stage: string;
  readonly platform: string | null;
  /** `built` when at least one of its steps ran. */
  readonly status: 'built' | 'cached';
  readonly seconds: number;
  /** Instructions that ran, in order; the stage's FROM is none. */
  readonly ran: readonly string[];
}

/** Something that went wrong without failing the build. */
export interface BuildWarning {
  readonly kind: 'cache-import' | 'cache-export' | 'dockerfile';
  /** The cache's ref or folder. */
  readonly ref: string | null;
  readonly message: string;
}
