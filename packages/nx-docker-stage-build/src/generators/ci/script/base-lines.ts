import { block } from '../block';
import type { CiFacts } from '../model';
import type { RunShell } from './run-shell';

/** Sets NX_BASE and NX_HEAD, which Nx and the plan read. */
export function baseLines(
  { branch }: CiFacts,
  { target, previous, complete = false }: RunShell,
): string {
  const to = target === undefined ? branch : `\${${target}:-${branch}}`;
  const parent = 'git rev-parse HEAD~1';
  const before =
    previous === undefined
      ? parent
      : `git rev-parse --verify --quiet "$${previous}^{commit}" || ${parent}`;
  return block`
    ${complete ? null : fetchLines(to)}
    # Compare with where the branch left ${branch}, and on ${branch} itself with what it was before.
    NX_HEAD=$(git rev-parse HEAD)
    NX_BASE=$(git merge-base HEAD "origin/${to}")
    if [ "$NX_BASE" = "$NX_HEAD" ]; then NX_BASE=$(${before}); fi
    export NX_BASE NX_HEAD`;
}

function fetchLines(branch: string): string {
  return block`
    # History: the base and the names of older caches are found in it.
    if [ "$(git rev-parse --is-shallow-repository)" = true ]; then git fetch --quiet --unshallow origin; fi
    git fetch --quiet origin "+refs/heads/${branch}:refs/remotes/origin/${branch}"`;
}
