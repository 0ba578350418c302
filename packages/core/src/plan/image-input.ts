import type { ScopeRequest } from '../scope/scope-request';
import type { StageInputs } from '../fingerprint/stage-inputs';
import type { ReuseRequest } from '../image/image-settings';

/** One image as read from the trees: what a plan is made from. */
export interface ImageInput {
  readonly project: string;
  /** Path from the workspace root. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  /** What its main context is held to; all of its folder when absent. */
  readonly scope?: ScopeRequest;
  readonly reuse: ReuseRequest;
  /** Its stages in the head tree, a graph a platform. */
  readonly head: readonly PlatformInputs[];
  /** The same in the base tree, then in a few commits before it; platforms in the same order. */
  readonly older: readonly (readonly PlatformInputs[])[];
  readonly naming: Naming;
  /** What there is to say of it besides. */
  readonly remarks?: readonly string[];
}

/** What decides, besides inputs, which of an image's stages get cache names, and which. */
export interface Naming {
  /** Stages whose caches are kept; `null` leaves it to the rule. */
  readonly stages: readonly string[] | null;
  /** Branch that is built; `null` where nobody knows. */
  readonly branch: string | null;
  /** Branch whose moving names help where this one has none. */
  readonly defaultBranch: string;
}

/** The stages that a target needs on one platform, dependencies first. */
export interface PlatformInputs {
  /** Target platform. */
  readonly platform: string;
  /** The image that `# syntax=` names; `null` for the engine's own frontend. */
  readonly frontend: string | null;
  /** Id of the target stage. */
  readonly target: string;
  readonly stages: ReadonlyMap<string, StageInputs>;
}
