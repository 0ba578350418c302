import { join } from 'node:path';
import type { Tree, TreeEntry } from '@docker-stage-build/core';
import { isCheckedOut } from './is-checked-out';
import { readBlobs } from './read-blobs';
import { typeOfMode } from './read-index';
import type { Repository } from './repository';
import { runGit, splitNul, tryGit } from './run-git';

/** Path → what a commit has there. Where a symbolic link points is in its blob. */
export type CommitListing = ReadonlyMap<string, TreeEntry>;

/**
 * Lists what a commit has below a folder, from git's objects. Most of it is what the index has: only what differs is read. A
 * submodule's files are those of the commit that is recorded for it, where the submodule is checked out and has it; otherwise they
 * are not known.
 * @throws StageBuildError GIT_FAILED
 */
export async function listCommit(
  { root, index }: Repository,
  commit: string,
): Promise<CommitListing> {
  const differences = runGit(root, [
    ...['diff-index', '--cached', '--raw', '-z', '--relative', '--no-renames'],
    // What is only meant to be added has a place in the index, and the hash of an empty file.
    ...['--ita-visible-in-index', '--ignore-submodules=none', commit, '--'],
  ]);
  const [{ entries }, listing] = await Promise.all([index(), differences]);
  return expandSubmodules(root, goBack(entries, listing));
}

/** `:<mode> SP <mode> SP <hash> SP <hash> SP <status> NUL <path>`, the commit's first, see "Raw output format" in git-diff-index(1). */
function goBack(index: CommitListing, differences: string): CommitListing {
  const entries = new Map(index);
  const fields = splitNul(differences);
  for (let at = 0; at < fields.length; at += 2) {
    const [mode = '', , hash = ''] = (fields[at] as string).slice(1).split(' ');
    const path = fields[at + 1] as string;
    const type = typeOfMode(mode);
    if (type) entries.set(path, { hash, type });
    else entries.delete(path);
  }
  return entries;
}

async function expandSubmodules(root: string, entries: CommitListing): Promise<CommitListing> {
  const submodules = listWhere(entries, ({ type }) => type === 'submodule');
  if (submodules.length === 0) return entries;
  const expanded = new Map(entries);
  await Promise.all(
    submodules.map(async ([path, entry]) => {
      const files = await listSubmodule(join(root, path), entry.hash);
      if (files) expanded.delete(path);
      else expanded.set(path, { ...entry, untracked: true });
      files?.forEach((found, inner) => expanded.set(`${path}/${inner}`, found));
    }),
  );
  return expanded;
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
  return listWhere(
    entries,
    ({ type, link, untracked }) => type === 'symlink' && link === undefined && !untracked,
  );
}

function listWhere(
  entries: CommitListing,
  isMeant: (entry: TreeEntry) => boolean,
): [path: string, TreeEntry][] {
  const found: [string, TreeEntry][] = [];
  entries.forEach((entry, path) => {
    if (isMeant(entry)) found.push([path, entry]);
  });
  return found;
}

/** `<mode> SP <type> SP <hash> TAB <path>`, see git-ls-tree(1). */
function parseTree(listing: string): CommitListing {
  const entries = new Map<string, TreeEntry>();
  for (const line of splitNul(listing)) {
    const tab = line.indexOf('\t');
    const type = typeOfMode(line.slice(0, 6));
    const hash = line.slice(line.lastIndexOf(' ', tab) + 1, tab);
    if (type) entries.set(line.slice(tab + 1), { hash, type });
  }
  return entries;
}
