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
  const message = `git has no commit ${base} to compare with${shallow ? ': the clone is shallow' : ''}.`;
  return new StageBuildError('BASE_NOT_FOUND', message, {
    hint: `Fetch it: ${fetchOf(base)}${shallow ? `, or ${SHALLOW_HINT}` : ''}. Or set \`base\` or NX_BASE to a commit that is there.`,
  });
}

/** A commit alone is enough, without its history. A branch gets its remote's name. */
function fetchOf(base: string): string {
  if (/^[0-9a-f]{40,64}$/.test(base)) return `git fetch --depth=1 origin ${base}`;
  const branch = base.replace(/^origin\//, '').replace(/[~^].*$/, '');
  return `git fetch origin ${branch}:refs/remotes/origin/${branch}`;
}
