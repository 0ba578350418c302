import { readFile } from 'node:fs/promises';
import { MANIFEST_TYPES } from '../client/media-types';
import { blobPath, ignoreMissing, isWhole, type LayoutPaths } from './layout-files';
import { childrenOf, type Descriptor } from './layout-index';

/**
 * A manifest and all that it leads to, each once.
 * @param pathOf where the blob of a digest is
 * @returns `null` when a manifest on the way is missing or cannot be read
 */
export async function collectBlobs(
  root: Descriptor,
  pathOf: (digest: string) => string,
): Promise<readonly Descriptor[] | null> {
  const found = new Map([[root.digest, root]]);
  // A map's iterator also gives what is added while it runs.
  for (const blob of found.values()) {
    if (!MANIFEST_TYPES.includes(blob.mediaType)) continue;
    const text = await readFile(pathOf(blob.digest), 'utf8').catch(ignoreMissing);
    const children = text === null ? null : childrenOf(text);
    if (children === null) return null;
    for (const child of children) if (!found.has(child.digest)) found.set(child.digest, child);
  }
  return [...found.values()];
}

/** A manifest of a layout and all that it leads to; `null` when any of it is missing or cut off. */
export async function wholeBlobs(
  manifest: Descriptor,
  paths: LayoutPaths,
): Promise<readonly Descriptor[] | null> {
  const blobs = await collectBlobs(manifest, (digest) => blobPath(paths, digest));
  for (const blob of blobs ?? []) {
    if (!(await isWhole(blobPath(paths, blob.digest), blob))) return null;
  }
  return blobs;
}
