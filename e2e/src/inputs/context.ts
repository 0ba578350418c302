import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tree, TreeEntry } from '@docker-stage-build/core';

/** A file of a context as the tables write it: `path`, `path +x`, or `path -> target` for a symbolic link. */
export type Entry = string;

/** The tree that the planner reads. A file's hash is its path, and so is its content on disk. */
export function makeTree(entries: readonly Entry[]): Tree {
  return new Map(entries.map(readEntry));
}

/** Writes a tree to disk. */
export function writeTree(folder: string, tree: Tree): void {
  for (const [path, { type, hash, link }] of tree) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (link !== undefined) {
      symlinkSync(link, file);
      continue;
    }
    writeFileSync(file, hash);
    chmodSync(file, type === 'executable' ? 0o755 : 0o644);
  }
}

function readEntry(entry: Entry): [string, TreeEntry] {
  const [path = '', link] = entry.split(' -> ');
  if (link !== undefined) return [path, { type: 'symlink', hash: link, link }];
  if (!path.endsWith(' +x')) return [path, { type: 'file', hash: path }];
  const file = path.slice(0, -' +x'.length);
  return [file, { type: 'executable', hash: file }];
}
