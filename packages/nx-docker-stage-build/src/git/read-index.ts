import type { TreeEntry } from '@docker-stage-build/core';
import { runGit, splitNul } from './run-git';

/** What git tracks below a folder. */
export interface Index {
  /** As git has it: where a symbolic link points is in its blob. */
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Paths whose file on disk git does not know: in a merge conflict, or where git was told not to look at it. */
  readonly unknown: readonly string[];
}

/** Reads what git tracks below a folder. */
export async function readIndex(root: string): Promise<Index> {
  const entries = new Map<string, TreeEntry>();
  const unknown: string[] = [];
  for (const line of splitNul(await runGit(root, ['ls-files', '-s', '-v', '-z']))) {
    const tab = line.indexOf('\t');
    const path = line.slice(tab + 1);
    if (line[0] !== KNOWN || line[tab - 1] !== '0') unknown.push(path);
    const type = typeOfMode(line.slice(2, 8));
    if (type) entries.set(path, { hash: line.slice(9, tab - 2), type });
  }
  return { entries, unknown };
}

/**
 * The tag of `<tag> SP <mode> SP <hash> SP <stage> TAB <path>`, see git-ls-files(1). Another letter stands for a file that is
 * left out of a sparse checkout (`S`), in conflict (`M`) or assumed to be unchanged (lower case).
 */
const KNOWN = 'H';

const TYPES: Readonly<Record<string, TreeEntry['type']>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
};

/** What git's six octal digits say; `null` where they say that nothing is there. */
export function typeOfMode(mode: string): TreeEntry['type'] | null {
  return TYPES[mode] ?? null;
}
