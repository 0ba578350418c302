import { block } from '../block';
import type { CiFacts } from '../model';
import { baseLines } from './base-lines';
import { buildLine, planLines } from './plan-lines';
import { pushLines } from './push-lines';
import type { RunShell } from './run-shell';

/** All that a job does once packages are installed: log in, find the base, plan, build. */
export function imageScript(facts: CiFacts, shell: RunShell): string {
  return block`
    ${pushLines(facts, shell)}

    ${baseLines(facts, shell)}

    ${planLines(facts)}
    ${shell.showPlan ?? null}

    ${buildLine(facts)}`;
}
