import { createHash } from 'node:crypto';
import { digestOf, type BaseDigests } from '../names/cache-name';
import type { ImageInput, PlatformInputs } from './image-input';

/** Changes when the way of fingerprinting does. */
const VERSION = 1;

/**
 * The image fingerprint: strict enough to decide not to build. It covers, for each platform, the target stage with all
 * that it is made from, the digests of base images and the frontend, then the settings of the build. `null` while a base is not resolved
 * or where an input is not pinned. docs/design/reuse.md says what is part of it and what is not.
 */
export function fingerprintImage({ head, reuse }: ImageInput, bases: BaseDigests): string | null {
  const { settings, epoch } = reuse;
  const refs = basesOf(head);
  const digests = refs.map((ref) => [ref, digestOf(ref, bases)]);
  if (digests.some(([, digest]) => digest === null) || unpinnedOf(head).length > 0) return null;
  const platforms = head
    .map((inputs) => [inputs.platform, inputs.frontend, fingerprintOf(inputs)])
    .sort(([a = ''], [b = '']) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const identity = [VERSION, platforms, digests, sortKeys(settings), epoch];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

/** Images that the target stands on or reads from on any platform, sorted, each once. */
export function basesOf(head: readonly PlatformInputs[]): string[] {
  return [...new Set(head.flatMap((inputs) => targetOf(inputs)?.images ?? []))].sort();
}

/** Inputs of the target whose bytes nothing pins. */
export function unpinnedOf(head: readonly PlatformInputs[]): string[] {
  return [...new Set(head.flatMap((inputs) => targetOf(inputs)?.unpinned ?? []))];
}

type Target = Pick<PlatformInputs, 'target' | 'stages'>;

function targetOf({ target, stages }: Target) {
  return stages.get(target);
}

function fingerprintOf(inputs: Target): string | null {
  return targetOf(inputs)?.fingerprint ?? null;
}

/** The same value whatever the order its fields were written in. */
function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sortKeys(inner)]);
}
