import type { AimedFault } from '../faults/fault-proxy';

/** What an engine does while its registry misbehaves. */
export type BuildAction = 'import a cache' | 'export a cache' | 'push an image';

/** A fault in a real build with buildx, and what has to come of it. */
export interface BuildRow {
  /** What goes wrong, in words. */
  readonly fault: string;
  readonly action: BuildAction;
  /** What the registry does with some of the engine's requests. */
  readonly aimed: AimedFault;
  /** `warning`: the build succeeds and says what it had to do without. */
  readonly expected: 'done' | 'warning' | 'BUILD_FAILED';
  /** Part of the hint of a build that fails. */
  readonly hint?: string;
  /** Requests that the fault happened to: the engine's own attempts. */
  readonly hits: number | { readonly atMost: number };
}
