/** The whole decision as data: deterministic, without secret values. Its JSON is a public contract. */
export interface Plan {
  readonly version: 1;
  readonly runner: Runner;
  /** Commit that the plan compares with. */
  readonly base: string | null;
  /** Which commit the base is, or why there is none. */
  readonly baseWhy: string;
  readonly head: string;
  readonly images: readonly ImagePlan[];
  readonly cache: CachePlan;
}

/** `workstation`, `private` (a runner whose disk outlives the job) or `cloud` (starts empty). */
export type RunnerKind = 'workstation' | 'private' | 'cloud';

export interface Runner {
  readonly kind: RunnerKind;
  /** Name of the CI system, `null` outside of CI. */
  readonly provider: string | null;
  readonly why: string;
}

export type CacheKind = 'local' | 'registry' | 'none' | 'builder';

/** Where caches are kept. */
export interface CachePlan {
  readonly kind: CacheKind;
  /** A repository (`registry/path`) or a folder; `null` for the builder's own store and none. */
  readonly location: string | null;
  readonly why: string;
  readonly read: boolean;
  readonly write: boolean;
}

export interface ImagePlan {
  readonly project: string;
  /** Path from the workspace root. */
  readonly dockerfile: string;
  readonly target: string;
  readonly platforms: readonly string[];
  readonly tags: readonly string[];
  readonly context: ContextPlan;
  /** Hash of all that the image is made from; `null` while a base image is not resolved or where an input is not pinned. */
  readonly fingerprint: string | null;
  /** `reuse`: an image with this fingerprint exists and is tagged. `unknown`: nobody was asked. */
  readonly decision: 'build' | 'reuse' | 'unknown';
  readonly why: readonly string[];
  readonly stages: readonly StagePlan[];
  /** Resolved digests of base images, `null` where not asked or not there. */
  readonly bases: Readonly<Record<string, string | null>>;
  /** Value of the one `--cache-from`. */
  readonly import: string | null;
  /** Stages to pull in before the build, each from a manifest of its own. */
  readonly fetch: readonly FetchPlan[];
  /** Value of the one `--cache-to`. */
  readonly export: string | null;
  /** Cache names to point at the exported manifest. */
  readonly point: readonly string[];
  /** Where its caches are kept, if that is another place than the plan's. */
  readonly cache?: CachePlan;
}

/** What the main context holds of its folder. */
export type ContextPlan =
  | { readonly scope: 'all' }
  | {
      readonly scope: 'graph';
      /** The image's project and all that it depends on, sorted. */
      readonly projects: readonly string[];
      /** Patterns of what is let in besides. */
      readonly include: readonly string[];
    };

/** A stage within its image: platforms may each have one of a name. */
export interface StageKey {
  readonly stage: string;
  readonly platform: string;
}

export interface FetchPlan extends StageKey {
  /** Value of the `--cache-from`. */
  readonly from: string;
}

export interface StagePlan {
  /** The stage's name, or its index where it has none. */
  readonly name: string;
  readonly platform: string;
  /** Stages of this image that it stands on, copies from or mounts. */
  readonly needs: readonly StageKey[];
  readonly fingerprint: string;
  /** `null` when there is no base tree to compare with, and where only the engine can tell: `why` has what is not pinned. */
  readonly affected: boolean | null;
  readonly why: readonly string[];
  /** Projects whose files it reads, sorted. */
  readonly projects: readonly string[];
  /** Number of files it reads from contexts. */
  readonly files: number;
  /** Other images of this plan with an equal stage. */
  readonly sharedWith: readonly string[];
  /** Cache names, best first; empty while a base image is not resolved. */
  readonly names: readonly string[];
  /** Whether one of its names exists; `null` where not asked. */
  readonly exists: boolean | null;
  /** Whether a cache of it is worth its cost. */
  readonly cacheable: boolean;
}
