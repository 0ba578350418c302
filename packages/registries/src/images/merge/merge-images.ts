import { formatImageRef, StageBuildError, type ImageRef } from '@docker-stage-build/core';
import type { Manifest } from '../../client/model';
import { mapBounded } from '../../concurrency';
import { tagImage } from '../tag-image';
import type { Descriptor } from './descriptor';
import { makeIndex, type IndexOptions } from './make-index';
import { readEntries, type EntryOptions } from './read-entries';

export interface MergeOptions extends EntryOptions, IndexOptions {
  /** Where the merged image is published: in repositories that hold its parts. */
  readonly tags: readonly ImageRef[];
}

/** Requests under way at a time. */
const CONCURRENCY = 8;

/**
 * Publishes one image for several platforms, made from images for one or more of them each, with their attestations. Nothing is published
 * unless all of it is there (DESIGN D9).
 * @throws StageBuildError PLATFORM_MISSING, PLATFORM_TWICE, REGISTRY_…
 */
export async function mergeImages(
  sources: readonly ImageRef[],
  { tags, platforms, annotations, ...options }: MergeOptions,
): Promise<Manifest> {
  const entries = await mapBounded(sources, CONCURRENCY, (ref) => readEntries(ref, options));
  const index = makeIndex(entries.flat(), { platforms, annotations });
  await checkParts(entries.flat(), { ...options, tags });
  await tagImage(index, tags, options);
  return index;
}

/** A registry need not check what an index leads to. */
async function checkParts(
  parts: readonly Descriptor[],
  { tags, client, signal }: Pick<MergeOptions, 'tags' | 'client' | 'signal'>,
): Promise<void> {
  const repositories = new Map(
    tags.map((ref) => [formatImageRef({ ...ref, tag: null, digest: null }), ref]),
  );
  const wanted = [...repositories.values()].flatMap((ref) =>
    [...new Set(parts.map(({ digest }) => digest))].map((digest) => ({
      ...ref,
      tag: null,
      digest,
    })),
  );
  await mapBounded(wanted, CONCURRENCY, async (ref) => {
    if (await client.exists(ref, { signal, upstream: true })) return;
    throw new StageBuildError('PLATFORM_MISSING', `There is no ${formatImageRef(ref)}`, {
      hint: 'Push all parts of an image to the repository where it is published. Nothing was published.',
    });
  });
}
