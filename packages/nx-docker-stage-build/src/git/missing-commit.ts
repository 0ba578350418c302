import { StageBuildError } from '@docker-stage-build/core';
import { tryGit } from './run-git';

/** How a shallow clone gets the commits that it lacks. */
export const SHALLOW_HINT =
  'run git fetch --deepen=100 or git fetch --unshallow; in CI fetch all history (fetch-depth: 0)';

export async function isShallow(root: string): Promise<boolean> {
  return (await tryGit(root, ['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
}

/** The error for a base that was asked for and is not in the clone, with the command that fetches it. */
export async function missingCommit(root: string, base: string): Promise<StageBuildError> {
  const shallow = await isShallow(root);
  const ways = [fetchOf(base), ...(shallow ? [SHALLOW_HINT] : [])].filter((way) => way !== null);
  const fetch = ways.length > 0 ? `Fetch it: ${ways.join(', or ')}. Or set` : 'Set';
  return new StageBuildError(
    'BASE_NOT_FOUND',
    `git has no commit ${base} to compare with${shallow ? ': the clone is shallow' : ''}.`,
    { hint: `${fetch} \`base\` or NX_BASE to a commit that is there.` },
  );
}

/** A commit alone is enough, without its history; a branch gets its remote's name. `null` for what counts from another commit. */
function fetchOf(base: string): string | null {
  if (/^[0-9a-f]{40,64}$/.test(base)) return `git fetch --depth=1 origin ${base}`;
  if (/^HEAD\b|[~^@:]/.test(base)) return null;
  const branch = base.replace(/^origin\//, '');
  return `git fetch origin ${branch}:refs/remotes/origin/${branch}`;
}
