import { runGit, splitNul, tryGit } from './run-git';

/** What git says of a working tree. Paths count from the folder that was asked about. */
export interface Status {
  /** The commit that is checked out; `null` before the first. */
  readonly head: string | null;
  /** Whether there is nothing that the commit does not have, but for what git ignores. */
  readonly clean: boolean;
  /** Tracked paths that are not on disk as the index has them, or are in conflict. */
  readonly changed: readonly string[];
  /** A path with `/` at its end is a repository of its own, which git does not look into. */
  readonly untracked: readonly string[];
  /** A folder that is ignored as a whole is named once, with `/` at its end. */
  readonly ignored: readonly string[];
}

/** How many fields stand before the path of a line, see "Porcelain Format Version 2" in git-status(1). */
const FIELDS: Readonly<Record<string, number>> = { '1': 8, u: 10, '?': 1, '!': 1 };

/**
 * Asks git once for all that a plan has to know of a working tree.
 * @throws StageBuildError GIT_FAILED where there is no repository
 */
export async function readStatus(root: string): Promise<Status> {
  const prefix = tryGit(root, ['rev-parse', '--show-prefix']);
  const listing = await runGit(root, [
    ...['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--untracked-files=all'],
    ...['--ignored=matching', '--ignore-submodules=none', '--', '.'],
    // No process is left running behind an error.
  ]).finally(() => prefix);
  return parseStatus(listing, ((await prefix) ?? '').replace(/\n$/, ''));
}

/** `prefix` is the folder from the top of the repository, with `/` at its end: git counts from the top. */
export function parseStatus(listing: string, prefix: string): Status {
  const lines = splitNul(listing);
  const entries = lines.filter((line) => !line.startsWith('# ')).map(parseLine);
  const commit = lines.find((line) => line.startsWith('# branch.oid '))?.slice(13) ?? '(initial)';
  const pathsOf = (wanted: (entry: Entry) => boolean): string[] =>
    entries.filter(wanted).map(({ path }) => fromFolder(path, prefix));
  return {
    head: commit === '(initial)' ? null : commit,
    clean: entries.every(({ kind }) => kind === '!'),
    changed: pathsOf(({ kind, onDisk }) => kind === 'u' || (kind === '1' && onDisk !== '.')),
    untracked: pathsOf(({ kind }) => kind === '?'),
    ignored: pathsOf(({ kind }) => kind === '!'),
  };
}

interface Entry {
  readonly kind: string;
  /** What became of the file between index and disk. */
  readonly onDisk: string | undefined;
  readonly path: string;
}

function parseLine(line: string): Entry {
  const fields = line.split(' ');
  const [kind = '', state = ''] = fields;
  return { kind, onDisk: state[1], path: fields.slice(FIELDS[kind]).join(' ') };
}

/** A folder around the one asked about stands for all of it. */
function fromFolder(path: string, prefix: string): string {
  return path.startsWith(prefix) && path !== prefix ? path.slice(prefix.length) : './';
}
