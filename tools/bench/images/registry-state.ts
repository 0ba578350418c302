import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { linkTree } from '../../workspace/link-tree';

/** Below the storage folder of Distribution's registry. */
const ROOT = 'docker/registry/v2';

/** Keeps what a registry holds. Blobs are never written twice, so links are enough; a tag's files are rewritten. */
export function saveRegistry(storage: string, state: string): void {
  rmSync(state, { recursive: true, force: true });
  copy(join(storage, ROOT), state);
}

/** Lets a registry, which may run, hold what was kept; nothing else stays. */
export function restoreRegistry(storage: string, state: string): void {
  rmSync(join(storage, ROOT), { recursive: true, force: true });
  copy(state, join(storage, ROOT));
}

function copy(from: string, to: string): void {
  if (existsSync(join(from, 'blobs'))) linkTree(join(from, 'blobs'), join(to, 'blobs'));
  cpSync(join(from, 'repositories'), join(to, 'repositories'), { recursive: true });
}
