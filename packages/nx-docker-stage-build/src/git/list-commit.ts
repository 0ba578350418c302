import { join } from 'node:path';
import type { Tree, TreeEntry } from '@docker-stage-build/core';
import { isCheckedOut } from './is-checked-out';
import { readBlobs } from './read-blobs';
import { runGit, splitNul, tryGit } from './run-git';

/** Path → what a commit has there. Where a symbolic link points is in its blob. */
export type CommitListing = ReadonlyMap<string, TreeEntry>;

const TYPES: Readonly<Record<string, TreeEntry['type']>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
};

/**
 * Lists what a commit has below a folder, from git's objects. A submodule's files are those of the commit that is
 * recorded for it, where the submodule is checked out and has it; otherwise they are not known.
 * @throws StageBuildError GIT_FAILED
 */
export async function listCommit(root: string, commit: string): Promise<CommitListing> {
  return expandSubmodules(root, parseTree(await runGit(root, ['ls-tree', '-r', '-z', commit])));
}

async function expandSubmodules(root: string, entries: Entries): Promise<CommitListing> {
  const submodules = entries.filter(([, { type }]) => type === 'submodule');
  if (submodules.length === 0) return new Map(entries);
  const expanded = await Promise.all(
    submodules.map(async ([path, entry]): Promise<Entries> => {
      const files = await listSubmodule(join(root, path), entry.hash);
      if (!files) return [[path, { ...entry, untracked: true }]];
      return [...files].map(([inner, found]) => [`${path}/${inner}`, found]);
    }),
  );
  const files = entries.filter(([, { type }]) => type !== 'submodule');
  return new Map([...files, ...expanded.flat()]);
}

/** `null` where the commit is not to be had. */
async function listSubmodule(folder: string, commit: string): Promise<CommitListing | null> {
  if (!(await isCheckedOut(folder))) return null;
  const listing = await tryGit(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (listing === null) return null;
  const entries = await expandSubmodules(folder, parseTree(listing));
  return addLinks(entries, await readBlobs(folder, hashesOfLinks(entries)));
}

/** Blobs that say where symbolic links point, as far as that is not known. */
export function hashesOfLinks(entries: CommitListing): string[] {
  return listUnreadLinks(entries).map(([, { hash }]) => hash);
}

/** Says where symbolic links point. One whose blob is not there could point anywhere. */
export function addLinks(entries: CommitListing, blobs: ReadonlyMap<string, Buffer>): Tree {
  const links = listUnreadLinks(entries);
  if (links.length === 0) return entries;
  const tree = new Map(entries);
  for (const [path, entry] of links) {
    const link = blobs.get(entry.hash)?.toString();
    tree.set(path, { ...entry, ...(link === undefined ? { untracked: true } : { link }) });
  }
  return tree;
}

function listUnreadLinks(entries: CommitListing): [path: string, TreeEntry][] {
  const links: [string, TreeEntry][] = [];
  entries.forEach((entry, path) => {
    if (isUnreadLink(entry)) links.push([path, entry]);
  });
  return links;
}

function isUnreadLink({ type, link, untracked }: TreeEntry): boolean {
  return type === 'symlink' && link === undefined && !untracked;
}

type Entries = readonly (readonly [string, TreeEntry])[];

/** `<mode> SP <type> SP <hash> TAB <path>`, see git-ls-tree(1). */
function parseTree(listing: string): Entries {
  const entries: [string, TreeEntry][] = [];
  for (const line of splitNul(listing)) {
    const tab = line.indexOf('\t');
    const type = TYPES[line.slice(0, 6)];
    const hash = line.slice(line.lastIndexOf(' ', tab) + 1, tab);
    if (type) entries.push([line.slice(tab + 1), { hash, type }]);
  }
  return entries;
}
