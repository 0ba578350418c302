import type { ImageInput } from './image-input';

/**
 * Whether a stage differs from the one in the first of the older trees, the base tree. A stage that only the base tree has
 * is no stage of this image.
 */
export function hasAffectedStage({ head, older: [base] }: ImageInput): boolean {
  return head.some(({ stages }, at) =>
    [...stages].some(
      ([id, { fingerprint }]) => base?.[at]?.stages.get(id)?.fingerprint !== fingerprint,
    ),
  );
}
