import type { StageInputs } from '../fingerprint/stage-inputs';
import type { ImageInput } from './image-input';

/**
 * Whether a stage differs from the one in the base tree. `null` where no tree can tell: the fingerprints are equal, but an input is
 * not pinned, so that only the engine finds out.
 */
export function isAffected(head: StageInputs, base: StageInputs | undefined): boolean | null {
  if (head.fingerprint !== base?.fingerprint) return true;
  return head.unpinned.length > 0 ? null : false;
}

/**
 * Whether a stage differs, or may differ, from the one in the first of the older trees, the base tree. A stage that only the base
 * tree has is no stage of this image.
 */
export function hasAffectedStage({ head, older: [base] }: ImageInput): boolean {
  return head.some(({ stages }, at) =>
    [...stages].some(([id, inputs]) => isAffected(inputs, base?.[at]?.stages.get(id)) !== false),
  );
}
