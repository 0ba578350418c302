import { runGit, tryGit } from './run-git';

/** How far back on the branch caches are looked for. */
const RECENT = 3;

/** The commits a plan looks at. */
export interface Commits {
  /** What is built: a commit when the working tree is clean, else `working tree`. */
  readonly head: string;
  /** Commit to compare with; `null` where there is none (no repository, a first commit, a clone that lacks it). */
  readonly base: string | null;
  /** Commits after the base whose caches may help, nearest first. */
  readonly recent: readonly string[];
}

export interface CommitWish {
  /** Commit to compare with, where one was asked for (an option, NX_BASE). */
  readonly base: string | null;
  /** nx.json's `defaultBase`. */
  readonly defaultBase: string;
}

/**
 * Finds base and recent commits (DESIGN D1): the base asked for, else the merge base with the default branch, on
 * that branch itself the first parent. Recent ones are first parents of what is checked out.
 * @throws StageBuildError GIT_FAILED when the base asked for is not in the clone
 */
export async function findCommits(root: string, wish: CommitWish): Promise<Commits> {
  const checkedOut = await resolveCommit(root, 'HEAD');
  if (checkedOut === null) return { head: 'working tree', base: null, recent: [] };
  const [status, base, log] = await Promise.all([
    runGit(root, ['status', '--porcelain', '--untracked-files=normal', '-z', '--', '.']),
    findBase(root, { ...wish, checkedOut }),
    runGit(root, ['rev-list', '--first-parent', `--max-count=${RECENT + 1}`, checkedOut]),
  ]);
  const clean = status === '';
  const recent = log.trim().split('\n');
  return {
    head: clean ? checkedOut : 'working tree',
    base,
    recent: recent.slice(clean ? 1 : 0).filter((commit) => commit !== base),
  };
}

async function findBase(
  root: string,
  { base, defaultBase, checkedOut }: CommitWish & { readonly checkedOut: string },
): Promise<string | null> {
  if (base !== null)
    return (await runGit(root, ['rev-parse', '--verify', `${base}^{commit}`])).trim();
  const merged =
    (await mergeBase(root, defaultBase)) ?? (await mergeBase(root, `origin/${defaultBase}`));
  return merged !== null && merged !== checkedOut ? merged : resolveCommit(root, 'HEAD^');
}

async function mergeBase(root: string, branch: string): Promise<string | null> {
  return (await tryGit(root, ['merge-base', 'HEAD', branch]))?.trim() ?? null;
}

async function resolveCommit(root: string, name: string): Promise<string | null> {
  return (
    (await tryGit(root, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]))?.trim() ?? null
  );
}
