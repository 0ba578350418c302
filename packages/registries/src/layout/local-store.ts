import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CallOptions } from '../call-options';
import { layoutPaths } from './layout-files';
import type { LockOptions } from './lock';
import type { LocalStore, LocalStoreOptions } from './model';
import { findNames, moveNames } from './names';
import { clearIncoming, layoutBytes, prune } from './prune';
import { takeIn } from './take-in';

const MAX_BYTES = 20 * 1024 ** 3;
const GRACE = 60 * 60 * 1000;
/** The lock is held for renames and one small file, so this is ample. In milliseconds. */
const LOCK_WAIT = 120_000;

/** The cache store of runners whose disk outlives a job, as {@link LocalStore} describes it. */
export function localStore({
  folder,
  maxBytes = MAX_BYTES,
  grace = GRACE,
}: LocalStoreOptions): LocalStore {
  const paths = layoutPaths(resolve(folder));
  const locking = ({ signal }: CallOptions = {}): LockOptions => ({ wait: LOCK_WAIT, signal });

  return {
    kind: 'local',
    location: paths.folder,

    find: (names) => findNames(names, paths),

    point: (digest, names, call) => moveNames(digest, names, { paths, ...locking(call) }),

    async makeExportFolder() {
      const exportFolder = join(paths.incoming, randomUUID());
      await mkdir(exportFolder, { recursive: true });
      return exportFolder;
    },

    async takeIn(exportFolder, names, call) {
      const digest = await takeIn(resolve(exportFolder), paths, { names, ...locking(call) });
      await clearIncoming(paths);
      if ((await layoutBytes(paths)) > maxBytes)
        await prune(paths, { maxBytes, keepSince: new Date(Date.now() - grace) }, locking(call));
      return digest;
    },

    prune: (limits, call) => prune(paths, limits, locking(call)),
  };
}
