import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatLayoutIndex,
  parseLayoutIndex,
  type Descriptor,
  type LayoutIndex,
} from './layout-index';

/** Where the parts of a layout are. `incoming` and `lock` are ours, all else is OCI's. */
export interface LayoutPaths {
  readonly folder: string;
  readonly index: string;
  readonly blobs: string;
  /** What is not yet in the layout: exports under way, files that become others by a rename. */
  readonly incoming: string;
  readonly lock: string;
}

export function layoutPaths(folder: string): LayoutPaths {
  return {
    folder,
    index: join(folder, 'index.json'),
    blobs: join(folder, 'blobs', 'sha256'),
    incoming: join(folder, 'incoming'),
    lock: join(folder, 'lock'),
  };
}

export function blobPath({ blobs }: LayoutPaths, digest: string): string {
  return join(blobs, digest.slice('sha256:'.length));
}

/** Makes what a layout consists of, where it is missing. */
export async function makeLayout(paths: LayoutPaths): Promise<void> {
  await mkdir(paths.blobs, { recursive: true });
  await mkdir(paths.incoming, { recursive: true });
  await mkdir(paths.lock, { recursive: true });
  const marker = join(paths.folder, 'oci-layout');
  if (!(await exists(marker))) await replaceFile(marker, '{"imageLayoutVersion":"1.0.0"}', paths);
}

/** The index as it is now; empty where there is none, or one that nothing can be read from: this is only a cache. */
export async function readIndex({ index }: LayoutPaths): Promise<LayoutIndex> {
  const text = await readFile(index, 'utf8').catch(ignoreMissing);
  return text === null ? [] : (parseLayoutIndex(text) ?? []);
}

export function writeIndex(paths: LayoutPaths, index: LayoutIndex): Promise<void> {
  return replaceFile(paths.index, formatLayoutIndex(index), paths);
}

/** Whether a blob is there with all its bytes. */
export async function isWhole(path: string, { size }: Descriptor): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing);
  return found?.size === size;
}

export function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing)) !== null;
}

/** Readers see the old text or the new one, also after a crash: hence the sync before the rename. */
async function replaceFile(path: string, text: string, { incoming }: LayoutPaths): Promise<void> {
  const draft = join(incoming, randomUUID());
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
