import type { Tree, TreeEntry } from '@docker-stage-build/core';
import { readBlobs } from './read-blobs';
import { runGit, splitNul } from './run-git';

const TYPES: Readonly<Record<string, TreeEntry['type']>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
};

/** Reads the tree of a commit from git's objects, without a checkout. Paths count from `root`. */
export async function readCommitTree(root: string, commit: string): Promise<Tree> {
  const listing = await runGit(root, ['ls-tree', '-r', '-z', commit]);
  const entries = new Map<string, TreeEntry>();
  const links: { path: string; hash: string }[] = [];
  for (const line of splitNul(listing)) {
    const { mode, hash, path } = parseEntry(line);
    const type = TYPES[mode];
    // A submodule's commit says nothing about the files of its checkout.
    if (!type) continue;
    entries.set(path, { hash, type });
    if (type === 'symlink') links.push({ path, hash });
  }
  const targets = await readBlobs(
    root,
    links.map(({ hash }) => hash),
  );
  for (const { path, hash } of links) {
    entries.set(path, { hash, type: 'symlink', link: targets.get(hash)?.toString() ?? '' });
  }
  return entries;
}

/** `<mode> SP <type> SP <hash> TAB <path>`, see git-ls-tree(1). */
function parseEntry(line: string): { mode: string; hash: string; path: string } {
  const tab = line.indexOf('\t');
  const [mode = '', , hash = ''] = line.slice(0, tab).split(' ');
  return { mode, hash, path: line.slice(tab + 1) };
}
