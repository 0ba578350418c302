import { join } from 'node:path';
import { StageBuildError, type Tree, type TreeEntry } from '@docker-stage-build/core';
import { isCheckedOut } from './is-checked-out';
import { listConverted } from './list-converted';
import { listFiles, readFiles, readTypes, type PassesOver } from './read-files';
import type { Status } from './read-status';
import { openRepository, type Repository } from './repository';
import { tryGit } from './run-git';

export interface WorkingTreeOptions {
  /** Asked about submodules and what git does not track. */
  readonly passesOver: PassesOver;
}

/**
 * Reads the working tree: what git tracks, as it is on disk; what is untracked; and what git ignores but a build
 * may read, such as the output of another task. A file that git knows to be unchanged is not read: git's own
 * hash of it is taken. Submodules are read likewise. Without a repository every file is read.
 */
export async function readWorkingTree(
  { root, status, index }: Repository,
  options: WorkingTreeOptions,
): Promise<Tree> {
  const state = await status().catch(noRepository);
  if (state === null) return readFiles(root, await listFiles(root, '', options.passesOver));
  const [{ entries, unknown }, converted, modes] = await Promise.all([
    index(),
    listConverted(root),
    tryGit(root, ['config', '--type=bool', 'core.fileMode']),
  ]);
  const unread = new Set([...state.changed, ...converted, ...unknown]);
  const submodules: string[] = [];
  entries.forEach(({ type }, path) => {
    if (type === 'symlink') unread.add(path);
    if (type === 'submodule') submodules.push(path);
  });
  const tree = new Map(entries);
  for (const path of [...unread, ...submodules]) tree.delete(path);
  for (const path of submodules) unread.delete(path);
  const parts = await Promise.all([
    modes?.trim() === 'false' ? readTypes(root, tree) : [],
    readFiles(root, [...unread]),
    listUntracked(root, state, options)
      .then((paths) => readFiles(root, paths))
      .then(markUntracked),
    ...submodules.map((path) => readSubmodule(root, path, options)),
  ]);
  for (const part of parts) for (const [path, entry] of part) tree.set(path, entry);
  return tree;
}

function noRepository(error: unknown): null {
  if (error instanceof StageBuildError) return null;
  throw error;
}

function markUntracked(files: ReadonlyMap<string, TreeEntry>): [string, TreeEntry][] {
  return [...files].map(([path, entry]) => [path, { ...entry, untracked: true }]);
}

async function listUntracked(
  root: string,
  { untracked, ignored }: Status,
  { passesOver }: WorkingTreeOptions,
): Promise<string[]> {
  const lists = await Promise.all(
    [...untracked, ...ignored].map(async (path) => {
      if (path === './') return listFiles(root, '', passesOver);
      if (path.endsWith('/')) return listFiles(root, path.slice(0, -1), passesOver);
      return passesOver(path) ? [] : [path];
    }),
  );
  return lists.flat();
}

/** A submodule is a repository of its own. One that is not checked out is an empty folder, or has files that no git knows. */
async function readSubmodule(
  root: string,
  path: string,
  { passesOver }: WorkingTreeOptions,
): Promise<[string, TreeEntry][]> {
  if (passesOver(path)) return [];
  const folder = join(root, path);
  if (!(await isCheckedOut(folder))) {
    const files = await readFiles(root, await listFiles(root, path, passesOver));
    if (files.size > 0) return markUntracked(files);
    return [[path, { type: 'submodule', hash: 'not checked out', untracked: true }]];
  }
  const tree = await readWorkingTree(openRepository(folder), {
    passesOver: (inner) => passesOver(`${path}/${inner}`),
  });
  return [...tree].map(([inner, entry]) => [`${path}/${inner}`, entry]);
}
