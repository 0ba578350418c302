import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tree, TreeEntry } from '@docker-stage-build/core';
import { hashBlob } from './hash-content';
import { listConverted } from './list-converted';
import { runGit, splitNul, tryGit } from './run-git';

/** Files read at the same time. */
const CONCURRENCY = 32;

export interface WorkingTreeOptions {
  /** Whether a folder that git ignores can hold nothing that any build reads. */
  readonly passesOver: (folder: string) => boolean;
}

/**
 * Reads the working tree: what git tracks, as it is on disk; what is untracked; and what git ignores but a build
 * may read, such as the output of another task. A file that git knows to be unchanged is not read: git's own
 * hash of it is taken. Without a repository every file is read.
 */
export async function readWorkingTree(root: string, options: WorkingTreeOptions): Promise<Tree> {
  const index = await tryGit(root, ['ls-files', '-s', '-z']);
  if (index === null) return readFiles(root, await listFiles(root, '', options), {});
  const [modified, untracked, ignored, converted] = await Promise.all([
    runGit(root, ['ls-files', '-m', '-z']).then(splitNul),
    runGit(root, ['ls-files', '-o', '--exclude-standard', '-z']).then(splitNul),
    runGit(root, ['ls-files', '-o', '-i', '--exclude-standard', '--directory', '-z']).then(
      splitNul,
    ),
    listConverted(root),
  ]);
  const tree = new Map<string, TreeEntry>();
  const unread = new Set([...modified, ...converted]);
  for (const { path, type, hash } of parseIndex(index)) {
    if (type === 'symlink' || unread.has(path)) unread.add(path);
    else tree.set(path, { hash, type });
  }
  const extra = await listIgnored(root, ignored, options);
  const onDisk = await readFiles(root, [...unread], {});
  const untrackedOnDisk = await readFiles(root, [...untracked, ...extra], { untracked: true });
  return new Map([...tree, ...onDisk, ...untrackedOnDisk]);
}

/** `<mode> SP <hash> SP <stage> TAB <path>`, see git-ls-files(1). Submodules (160000) have no files here. */
function parseIndex(listing: string): { path: string; type: TreeEntry['type']; hash: string }[] {
  return splitNul(listing).flatMap((line) => {
    const tab = line.indexOf('\t');
    const [mode = '', hash = ''] = line.slice(0, tab).split(' ');
    if (mode === '160000') return [];
    const type = mode === '120000' ? 'symlink' : mode === '100755' ? 'executable' : 'file';
    return [{ path: line.slice(tab + 1), type, hash }];
  });
}

/** Git names an ignored folder once, with a `/` at its end. */
async function listIgnored(
  root: string,
  ignored: readonly string[],
  options: WorkingTreeOptions,
): Promise<string[]> {
  const lists = await Promise.all(
    ignored.map((path) =>
      path.endsWith('/')
        ? listFiles(root, path.slice(0, -1), options)
        : Promise.resolve(options.passesOver(path) ? [] : [path]),
    ),
  );
  return lists.flat();
}

async function listFiles(
  root: string,
  folder: string,
  options: WorkingTreeOptions,
): Promise<string[]> {
  if (folder === '.git' || (folder !== '' && options.passesOver(folder))) return [];
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(
    (): Dirent[] => [],
  );
  const lists = await Promise.all(
    entries.map((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path, options) : Promise.resolve([path]);
    }),
  );
  return lists.flat();
}

/** Files that are gone by the time they are read, sockets and the like are left out. */
async function readFiles(
  root: string,
  paths: readonly string[],
  marks: Pick<TreeEntry, 'untracked'>,
): Promise<Map<string, TreeEntry>> {
  const tree = new Map<string, TreeEntry>();
  const pending = [...paths];
  const work = async (): Promise<void> => {
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      const entry = await readEntry(join(root, path));
      if (entry) tree.set(path, { ...entry, ...marks });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return tree;
}

async function readEntry(path: string): Promise<TreeEntry | null> {
  const stats = await lstat(path).catch((): Stats | null => null);
  if (stats?.isSymbolicLink()) {
    const link = await readlink(path);
    return { type: 'symlink', link, hash: hashBlob(Buffer.from(link)) };
  }
  if (!stats?.isFile()) return null;
  const executable = (stats.mode & 0o100) !== 0;
  const content = await readFile(path);
  return { type: executable ? 'executable' : 'file', hash: hashBlob(content) };
}
