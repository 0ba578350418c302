import { block } from '../block';
import type { CiFacts } from '../model';
import { loginLines } from './login-lines';
import type { RunShell } from './run-shell';

/** Sets PUSH, and logs in where there is something to push. */
export function pushLines(facts: CiFacts, shell: RunShell): string {
  const inside = loginLines(facts, shell);
  if (shell.fork === null) return block`${['PUSH=true', ...inside]}`;
  return block`
    # Code from elsewhere gets no secrets: its images are built and not pushed.
    PUSH=true
    if ${shell.fork}; then
      PUSH=false
      ${shell.forkIsTold ? TRUST : null}
    fi
    ${inside.length === 0 ? null : 'if [ "$PUSH" = true ]; then'}
      ${inside}
    ${inside.length === 0 ? null : 'fi'}`;
}

/** Tells the plugin that nothing of a run may be taken up by others: no caches are written. */
export const TRUST = 'export DOCKER_STAGE_BUILD_TRUST=read';
