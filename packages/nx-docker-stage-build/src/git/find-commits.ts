import { messageOf, StageBuildError } from '@docker-stage-build/core';
import { isShallow, missingCommit, SHALLOW_HINT } from './missing-commit';
import type { Status } from './read-status';
import type { Repository } from './repository';
import { runGit, tryGit } from './run-git';

/** How far back on the branch caches are looked for. */
const RECENT = 3;

/** The commits a plan looks at. */
export interface Commits {
  /** What is built: a commit when the working tree is clean, else `working tree`. */
  readonly head: string;
  /** Commit to compare with; `null` where there is none (no repository, a first commit, a clone that lacks it). */
  readonly base: string | null;
  /** Which one the base is, or why there is none. */
  readonly baseWhy: string;
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
 * @throws StageBuildError BASE_NOT_FOUND when the base asked for is not in the clone
 */
export async function findCommits(repository: Repository, wish: CommitWish): Promise<Commits> {
  const status = await repository.status().catch(toReason);
  if (typeof status === 'string') return without(status);
  const { head, clean } = status;
  if (head === null) return without('there is no commit yet');
  const log = await runGit(repository.root, [
    ...['rev-list', '--first-parent', `--max-count=${RECENT + 1}`, head],
  ]);
  const line = log.trim().split('\n');
  const parent = line[1] ?? null;
  const { base, why } = await findBase(repository.root, { ...wish, head, parent });
  return {
    head: clean ? head : 'working tree',
    base,
    baseWhy: why,
    recent: line.slice(clean ? 1 : 0).filter((commit) => commit !== base),
  };
}

/** Where git cannot tell anything there is nothing to compare with. */
function toReason(error: unknown): string | Status {
  if (error instanceof StageBuildError) return messageOf(error);
  throw error;
}

function without(baseWhy: string): Commits {
  return { head: 'working tree', base: null, baseWhy, recent: [] };
}

interface Base {
  readonly base: string | null;
  readonly why: string;
}

interface Checkout extends CommitWish {
  readonly head: string;
  readonly parent: string | null;
}

async function findBase(
  root: string,
  { base, defaultBase, head, parent }: Checkout,
): Promise<Base> {
  if (base !== null) return findAskedBase(root, base);
  for (const branch of [defaultBase, `origin/${defaultBase}`]) {
    const merged = (await tryGit(root, ['merge-base', head, branch]))?.trim();
    if (!merged) continue;
    if (merged !== head) return { base: merged, why: `where the branch left ${branch}` };
    const why =
      parent === null ? 'the first commit has none before it' : `the commit before, on ${branch}`;
    return explainShallow(root, { base: parent, why });
  }
  const why = `git does not know where the branch left ${defaultBase}`;
  const instead = parent === null ? '' : ': the commit before is taken instead';
  return explainShallow(root, { base: parent, why: `${why}${instead}` });
}

/** A branch may be there as the remote's only, as in most CI checkouts. */
async function findAskedBase(root: string, base: string): Promise<Base> {
  for (const name of [base, `origin/${base}`]) {
    const commit = await tryGit(root, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
    if (commit !== null) return { base: commit.trim(), why: `asked for: ${name}` };
  }
  throw await missingCommit(root, base);
}

/** In a shallow clone what is not there may only not have been fetched. */
async function explainShallow(root: string, found: Base): Promise<Base> {
  if (found.base !== null && !found.why.startsWith('git does not know')) return found;
  if (!(await isShallow(root))) return found;
  return { ...found, why: `${found.why}; the clone is shallow: ${SHALLOW_HINT}` };
}
