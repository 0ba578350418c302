import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';
import { collectBlobs } from './collect-blobs';
import {
  blobPath,
  isWhole,
  layoutPaths,
  makeLayout,
  readIndex,
  writeIndex,
  type LayoutPaths,
} from './layout-files';
import { pointNames, type Descriptor } from './layout-index';
import { withLock, type LockOptions } from './lock';

export interface TakeInOptions extends LockOptions {
  readonly names: readonly string[];
}

/**
 * Moves an export's blobs into a layout and points names at its manifest. Its folder is gone afterwards.
 * @throws StageBuildError CACHE_EXPORT_FAILED for an export that is not whole, or CACHE_LOCKED
 */
export async function takeIn(
  exportFolder: string,
  into: LayoutPaths,
  { names, ...lockOptions }: TakeInOptions,
): Promise<string> {
  const from = layoutPaths(exportFolder);
  const manifest = await exportedManifest(from);
  const blobs = await exportedBlobs(manifest, from);
  await makeLayout(into);
  const sources = await bringNear(blobs, from, into);
  await withLock(into.lock, lockOptions, async (lock) => {
    for (const blob of blobs) await settleBlob(blob, sources, into);
    const index = pointNames(await readIndex(into), manifest, names);
    await lock.assertHeld();
    await writeIndex(into, index);
  });
  await rm(sources.folder, { recursive: true, force: true });
  await rm(from.folder, { recursive: true, force: true });
  return manifest.digest;
}

async function exportedManifest(from: LayoutPaths): Promise<Descriptor> {
  const [manifest, ...others] = await readIndex(from);
  if (manifest === undefined) throw unusable(from, 'has no index.json with a manifest');
  if (others.some(({ digest }) => digest !== manifest.digest))
    throw unusable(from, 'holds more than one manifest');
  return manifest;
}

async function exportedBlobs(
  manifest: Descriptor,
  from: LayoutPaths,
): Promise<readonly Descriptor[]> {
  const blobs = await collectBlobs(manifest, (digest) => blobPath(from, digest));
  if (blobs === null) throw unusable(from, 'has no readable manifest');
  for (const blob of blobs) {
    if (!(await isWhole(blobPath(from, blob.digest), blob)))
      throw unusable(from, `lacks ${blob.digest}, or a part of it`);
  }
  return blobs;
}

function unusable({ folder }: LayoutPaths, why: string): StageBuildError {
  return new StageBuildError('CACHE_EXPORT_FAILED', `The cache exported to ${folder} ${why}`, {
    hint: 'Export one cache to a folder of its own, and see in the build’s log why it was not written.',
  });
}

/** Copies across devices before the lock is taken: under it a blob is only renamed. */
async function bringNear(
  blobs: readonly Descriptor[],
  from: LayoutPaths,
  into: LayoutPaths,
): Promise<LayoutPaths> {
  const [here, there] = await Promise.all([stat(from.folder), stat(into.folder)]);
  if (here.dev === there.dev) return from;
  const near = layoutPaths(join(into.incoming, randomUUID()));
  await mkdir(near.blobs, { recursive: true });
  for (const { digest } of blobs)
    await copyFile(blobPath(from, digest), blobPath(near, digest), constants.COPYFILE_FICLONE);
  return near;
}

/** A blob that is there is used as it is, never written again: an import may be reading it. */
async function settleBlob(blob: Descriptor, from: LayoutPaths, into: LayoutPaths): Promise<void> {
  const path = blobPath(into, blob.digest);
  if (!(await isWhole(path, blob))) await rename(blobPath(from, blob.digest), path);
  const now = new Date();
  await utimes(path, now, now);
}
