import { createHash } from 'node:crypto';
import type { StageInputs } from '../fingerprint/stage-inputs';

/** Resolved digests of base images; `null` for one that did not resolve. */
export type BaseDigests = ReadonlyMap<string, string | null>;

/** The names one stage's cache can have in one tree. */
export interface CacheNames {
  /** The same for every image with an equal stage. */
  readonly shared: string;
  /** With the project in it, so that no other image can point it elsewhere. */
  readonly own: string;
}

/** Keeps every name far below the 128 characters that a tag may have. */
const MAX_LABEL = 48;

/**
 * Names a stage's cache: its fingerprint together with the digests of the base images it stands on. `null` while
 * one of those is not resolved. The label is for people; it goes into the hash too, so names that look
 * alike after shortening never are.
 */
export function nameStageCache(
  inputs: StageInputs,
  options: { readonly project: string; readonly bases: BaseDigests },
): CacheNames | null {
  const bases = inputs.images.map((ref) => [ref, digestOf(ref, options.bases)] as const);
  if (bases.some(([, digest]) => digest === null)) return null;
  const stage = inputs.stage.id;
  const name = (label: string): string => {
    const identity = JSON.stringify([label, inputs.fingerprint, bases]);
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, 32);
    return `cache-${toLabel(label)}-${hash}-${toLabel(inputs.stage.platform)}`;
  };
  return { shared: name(stage), own: name(`${options.project}.${stage}`) };
}

/** A reference that carries its digest needs no asking. */
export function digestOf(ref: string, bases: BaseDigests): string | null {
  const pinned = /@(sha256:[0-9a-f]{64})$/.exec(ref);
  return pinned?.[1] ?? bases.get(ref) ?? null;
}

/** What is left of a text in a tag's grammar (`[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`, OCI distribution-spec). */
function toLabel(text: string): string {
  return text
    .replace(/[^a-zA-Z0-9._]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_LABEL);
}
