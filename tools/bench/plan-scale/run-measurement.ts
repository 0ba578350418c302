import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateWorkspace, type Workload } from './generate-workspace';
import type { Measurement } from './measure-plan';

const CHILD = join(__dirname, 'measure-plan.ts');

export interface RunOptions {
  readonly workload: Workload;
  /** How often planning is measured; the run of the median time counts. */
  readonly runs: number;
}

/** Generates a workspace in a temporary folder and measures planning all of it, each time in a new process. */
export function measureWorkspace(projects: number, { runs, workload }: RunOptions): Measurement {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'plan-scale-')));
  try {
    generateWorkspace(root, { count: projects, workload });
    const measured = Array.from({ length: runs }, () => measureOnce(root, { projects, workload }));
    measured.sort((one, other) => one.milliseconds - other.milliseconds);
    return measured[runs >> 1] as Measurement;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function measureOnce(
  root: string,
  { projects, workload }: { readonly projects: number; readonly workload: Workload },
): Measurement {
  // The loader and the condition that this process was started with.
  const args = [...process.execArgv, CHILD, root, String(projects), workload];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Measurement;
}
