import { utimes } from 'node:fs/promises';
import { StageBuildError } from '@docker-stage-build/core';
import { wholeBlobs } from './collect-blobs';
import { blobPath, makeLayout, readIndex, writeIndex, type LayoutPaths } from './layout-files';
import { namesOf, pointNames, type Descriptor } from './layout-index';
import { withLock, type LockOptions } from './lock';

/** Looks names up without a lock: the index is only ever replaced as a whole. Finding a manifest counts as its use. */
export async function findNames(
  names: readonly string[],
  paths: LayoutPaths,
): Promise<Map<string, string | null>> {
  const index = await readIndex(paths);
  const digests = namesOf(index);
  const wanted = new Set(names.map((name) => digests.get(name)));
  const usable = new Set<string | undefined>();
  for (const manifest of index) {
    if (wanted.delete(manifest.digest) && (await use(manifest, paths))) usable.add(manifest.digest);
  }
  return new Map(
    names.map((name) => {
      const digest = digests.get(name);
      return [name, digest !== undefined && usable.has(digest) ? digest : null];
    }),
  );
}

/** Points names at a manifest of the layout. Returns those that moved. */
export async function moveNames(
  digest: string,
  names: readonly string[],
  { paths, ...lockOptions }: LockOptions & { readonly paths: LayoutPaths },
): Promise<readonly string[]> {
  await makeLayout(paths);
  return withLock(paths.lock, lockOptions, async (lock) => {
    const index = await readIndex(paths);
    const manifest = index.find((entry) => entry.digest === digest);
    if (manifest === undefined)
      throw new StageBuildError('REGISTRY_ERROR', `${paths.folder} has no manifest ${digest}`, {
        hint: 'The cache was not taken in, or was removed since: build again.',
      });
    const digests = namesOf(index);
    const moving = [...new Set(names)].filter((name) => digests.get(name) !== digest);
    await lock.assertHeld();
    if (moving.length > 0) await writeIndex(paths, pointNames(index, manifest, moving));
    return moving;
  });
}

/**
 * Whether all of a manifest is there to be imported. Its time says when it was last wanted: no lock is needed for that, and
 * {@link prune} keeps its hands off what was wanted a moment ago.
 */
async function use(manifest: Descriptor, paths: LayoutPaths): Promise<boolean> {
  if ((await wholeBlobs(manifest, paths)) === null) return false;
  const now = new Date();
  // A folder that may only be read still serves.
  await utimes(blobPath(paths, manifest.digest), now, now).catch(() => undefined);
  return true;
}
