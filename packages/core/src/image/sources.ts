import { isUntouched, type ContextIndex } from '../context/context-index';
import type { StageGraph } from '../dockerfile/stage-graph-model';
import type { Contexts } from '../fingerprint/contexts';
import type { PlatformInputs } from '../plan/image-input';

/** What an image's stages are made from in one tree. */
export interface Sources {
  readonly graphs: readonly StageGraph[];
  readonly contexts: Contexts;
}

type Image = readonly PlatformInputs[];

const known = new WeakMap<Image, Sources>();

/** Remembers what an image was made from, for other trees. */
export function rememberSources(image: Image, sources: Sources): Image {
  known.set(image, sources);
  return image;
}

/**
 * Whether an image of a tree that is mostly equal was made from the same Dockerfile, and from a context that is equal as far as it
 * is sent: then it is this tree's too.
 */
export function isMadeAlike(image: Image, { graphs, contexts }: Sources): boolean {
  const before = known.get(image);
  // Other contexts are compared read by read.
  if (before?.graphs !== graphs || contexts.size > 1) return false;
  const index = mainOf(contexts);
  if (!index?.like || index.like.index !== mainOf(before.contexts)) return false;
  return isUntouched(index, index.like.changes) && image.every(isPlain);
}

function mainOf(contexts: Contexts): ContextIndex | null {
  const main = contexts.get('');
  return main?.kind === 'files' ? main.index : null;
}

/** Whether its reads found all that they name, and no link on the way, which may lead anywhere. */
function isPlain({ stages }: PlatformInputs): boolean {
  return [...stages.values()].every(
    ({ reads, missing }) =>
      missing.length === 0 && reads.every(({ linked, loops }) => !linked && loops.length === 0),
  );
}
