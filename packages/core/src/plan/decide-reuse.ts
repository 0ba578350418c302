import type { ImageInput } from './image-input';
import { basesOf, fingerprintImage, unpinnedOf } from './fingerprint-image';
import type { Knowledge } from './knowledge';
import type { ImagePlan } from './plan';

/** Whether an image is built, and why. */
export type ReuseDecision = Pick<ImagePlan, 'fingerprint' | 'decision' | 'why'>;

/** Decides whether an image that exists stands for the one that is asked for; `unknown` while nobody was asked. */
export function decideReuse(image: ImageInput, known: Knowledge): ReuseDecision {
  const fingerprint = fingerprintImage(image, known.bases);
  const obstacles = listObstacles(image, known);
  if (obstacles.length > 0) return { fingerprint, decision: 'build', why: obstacles };
  const found = fingerprint === null ? undefined : known.images.get(fingerprint);
  if (found === undefined) return { fingerprint, decision: 'unknown', why: [] };
  return found === null
    ? { fingerprint, decision: 'build', why: ['no image of this fingerprint exists'] }
    : { fingerprint, decision: 'reuse', why: [`${found} has this fingerprint`] };
}

/** What keeps an image from being reused, whatever exists. */
export function listObstacles({ head, reuse }: ImageInput, { bases }: Knowledge): string[] {
  return [
    ...reuse.obstacles.map((reason) => `not reused: ${reason}`),
    ...basesOf(head)
      .filter((ref) => bases.get(ref) === null)
      .map((ref) => `base image ${ref} did not resolve: stages on it have no cache names`),
    ...unpinnedOf(head).map((input) => `not pinned: ${input}`),
  ];
}
