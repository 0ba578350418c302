import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mapBounded } from '../concurrency';
import { chooseKept, type KeptManifest } from './choose-kept';
import { wholeBlobs } from './collect-blobs';
import {
  blobPath,
  ignoreMissing,
  makeLayout,
  readIndex,
  writeIndex,
  type LayoutPaths,
} from './layout-files';
import type { Descriptor } from './layout-index';
import { withLock, type LockOptions } from './lock';
import type { PruneLimits, PruneResult } from './model';

const CONCURRENCY = 16;
/** No build takes longer: what lies about for longer was left behind. In milliseconds. */
const ABANDONED = 24 * 60 * 60 * 1000;

/** Brings a layout down to its size, as {@link LocalStore.prune} says. */
export async function prune(
  paths: LayoutPaths,
  limits: PruneLimits,
  lockOptions: LockOptions,
): Promise<PruneResult> {
  await makeLayout(paths);
  return withLock(paths.lock, lockOptions, async (lock) => {
    const index = await readIndex(paths);
    const manifests = await readManifests(index, paths);
    const kept = chooseKept(manifests, limits);
    const gone = new Set(index.map(({ digest }) => digest).filter((digest) => !kept.has(digest)));
    await lock.assertHeld();
    if (gone.size > 0)
      await writeIndex(
        paths,
        index.filter(({ digest }) => kept.has(digest)),
      );
    const referenced = manifests
      .filter(({ digest }) => kept.has(digest))
      .flatMap(({ blobs }) => blobs.map(({ digest }) => digest));
    const bytes = await removeBlobs(paths, new Set(referenced), limits.keepSince);
    return { manifests: [...gone], bytes };
  });
}

/** Bytes of all blobs, referred to or not. */
export async function layoutBytes({ blobs }: LayoutPaths): Promise<number> {
  const sizes = await mapBounded(await readdir(blobs), CONCURRENCY, async (file) => {
    return (await stat(join(blobs, file)).catch(ignoreMissing))?.size ?? 0;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Removes what builds that were killed left behind. */
export async function clearIncoming({ incoming }: LayoutPaths): Promise<void> {
  for (const entry of await readdir(incoming)) {
    const path = join(incoming, entry);
    const found = await stat(path).catch(ignoreMissing);
    if (found !== null && Date.now() - found.mtimeMs > ABANDONED)
      await rm(path, { recursive: true, force: true });
  }
}

/** The manifests of which nothing is missing; of the others nothing can be imported. */
async function readManifests(
  index: readonly Descriptor[],
  paths: LayoutPaths,
): Promise<KeptManifest[]> {
  const unique = [...new Map(index.map((manifest) => [manifest.digest, manifest])).values()];
  const found = await mapBounded(unique, CONCURRENCY, async (manifest) => {
    const blobs = await wholeBlobs(manifest, paths);
    const file = await stat(blobPath(paths, manifest.digest)).catch(ignoreMissing);
    return blobs && file ? [{ digest: manifest.digest, usedAt: file.mtimeMs, blobs }] : [];
  });
  return found.flat();
}

async function removeBlobs(
  { blobs }: LayoutPaths,
  referenced: ReadonlySet<string>,
  keepSince: Date,
): Promise<number> {
  const loose = (await readdir(blobs)).filter((file) => !referenced.has(`sha256:${file}`));
  const sizes = await mapBounded(loose, CONCURRENCY, async (file) => {
    const path = join(blobs, file);
    const found = await stat(path).catch(ignoreMissing);
    if (found === null || found.mtimeMs >= keepSince.getTime()) return 0;
    await rm(path, { force: true });
    return found.size;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}
