import { runGit, splitNul } from './run-git';

/** A path that git tracks. */
export interface IndexEntry {
  readonly path: string;
  /** Six octal digits, as in a tree object. */
  readonly mode: string;
  readonly hash: string;
  /** Whether git knows the file on disk: not in a merge conflict, nor where git was told not to look at it. */
  readonly known: boolean;
}

/** Reads what git tracks below a folder. */
export async function readIndex(root: string): Promise<IndexEntry[]> {
  return splitNul(await runGit(root, ['ls-files', '-s', '-v', '-z'])).map(parseLine);
}

/**
 * `<tag> SP <mode> SP <hash> SP <stage> TAB <path>`, see git-ls-files(1). The tag is `H`, or another letter for a file
 * that is left out of a sparse checkout (`S`), in conflict (`M`) or assumed to be unchanged (lower case).
 */
function parseLine(line: string): IndexEntry {
  const tab = line.indexOf('\t');
  return {
    path: line.slice(tab + 1),
    mode: line.slice(2, 8),
    hash: line.slice(9, tab - 2),
    known: line[0] === 'H' && line[tab - 1] === '0',
  };
}
