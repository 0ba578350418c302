import { createHash } from 'node:crypto';
import type { Stage } from '../dockerfile/stage-graph-model';
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

export interface CacheNameOptions {
  readonly project: string;
  readonly bases: BaseDigests;
  /** Number of the period that names are good for; `null` where they do not age. */
  readonly epoch: number | null;
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
  { project, epoch, bases: known }: CacheNameOptions,
): CacheNames | null {
  const bases: [ref: string, digest: string][] = [];
  for (const ref of inputs.images) {
    const digest = digestOf(ref, known);
    if (digest === null) return null;
    bases.push([ref, digest]);
  }
  const { id, platform } = inputs.stage;
  const name = (label: string): string =>
    formatName(label, { platform, epoch, identity: [label, inputs.fingerprint, bases] });
  return { shared: name(id), own: name(`${project}.${id}`) };
}

export interface MovingNameOptions extends Pick<CacheNameOptions, 'project' | 'epoch'> {
  readonly branch: string;
}

/** Names the newest cache of a stage on a branch, whatever its inputs were: the last resort, the only name that moves. */
export function nameMovingCache(
  { id, platform }: Pick<Stage, 'id' | 'platform'>,
  { project, branch, epoch }: MovingNameOptions,
): string {
  const identity = ['moving', branch, project, id];
  return formatName(`${branch}.${project}.${id}`, { platform, epoch, identity });
}

interface NameParts {
  readonly platform: string;
  readonly epoch: number | null;
  readonly identity: readonly unknown[];
}

function formatName(label: string, { platform, epoch, identity }: NameParts): string {
  const whole = epoch === null ? identity : [...identity, epoch];
  const hash = createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 32);
  return `cache-${toLabel(label)}-${hash}-${toLabel(platform)}`;
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
