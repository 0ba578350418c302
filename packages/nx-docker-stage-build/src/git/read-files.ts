import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { TreeEntry } from '@docker-stage-build/core';
import { hashBlob } from './hash-content';

/** Files read at the same time. */
const CONCURRENCY = 32;

/** Whether no build reads a file, or anything that a folder can hold. Paths count from the workspace root. */
export type PassesOver = (path: string) => boolean;

/** Lists the files below a folder, from the root. What git keeps for itself (`.git`, at any depth) is no part of a tree. */
export async function listFiles(
  root: string,
  folder: string,
  passesOver: PassesOver,
): Promise<string[]> {
  if (folder !== '' && passesOver(folder)) return [];
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(
    (): Dirent[] => [],
  );
  const lists = await Promise.all(
    entries.map(async (entry) => {
      if (entry.name === '.git') return [];
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path, passesOver) : [path];
    }),
  );
  return lists.flat();
}

/** Reads files as git would keep them. Files that are gone by then, sockets and the like are left out. */
export function readFiles(root: string, paths: readonly string[]): Promise<Map<string, TreeEntry>> {
  return lookAt(paths, (path) => readEntry(join(root, path)));
}

/** Like {@link readFiles}, with hashes that are known: only what kind of file each is has to be looked at. */
export function readTypes(
  root: string,
  known: ReadonlyMap<string, TreeEntry>,
): Promise<Map<string, TreeEntry>> {
  return lookAt([...known.keys()], async (path) => {
    const type = typeOf(await statOf(join(root, path)));
    return type ? { ...(known.get(path) as TreeEntry), type } : null;
  });
}

async function lookAt(
  paths: readonly string[],
  look: (path: string) => Promise<TreeEntry | null>,
): Promise<Map<string, TreeEntry>> {
  const tree = new Map<string, TreeEntry>();
  const pending = [...paths];
  const work = async (): Promise<void> => {
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      const entry = await look(path);
      if (entry) tree.set(path, entry);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return tree;
}

async function readEntry(path: string): Promise<TreeEntry | null> {
  const stats = await statOf(path);
  if (stats?.isSymbolicLink()) {
    const link = await readlink(path);
    return { type: 'symlink', link, hash: hashBlob(Buffer.from(link)) };
  }
  const type = typeOf(stats);
  return type && { type, hash: hashBlob(await readFile(path)) };
}

function typeOf(stats: Stats | null): 'file' | 'executable' | null {
  if (!stats?.isFile()) return null;
  return (stats.mode & 0o100) === 0 ? 'file' : 'executable';
}

function statOf(path: string): Promise<Stats | null> {
  return lstat(path).catch(() => null);
}
