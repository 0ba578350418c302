import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatFigures, GOAL, missedGoals } from './plan-scale/format-figures';
import { WORKLOADS, type Workload } from './plan-scale/generate-workspace';
import { measureWorkspace } from './plan-scale/run-measurement';

const OUTPUT = join(__dirname, '../../node_modules/.cache/bench/plan-scale.json');

/** Measures planning all images of generated workspaces, prints a table, writes JSON; fails when the goal is missed. */
function main(): void {
  const { values } = parseArgs({
    options: {
      workload: { type: 'string', default: 'folders' },
      sizes: { type: 'string', default: '10,100,1000,5000' },
      runs: { type: 'string', default: '3' },
      output: { type: 'string', default: OUTPUT },
    },
  });
  if (!isWorkload(values.workload)) throw new Error(`--workload is ${WORKLOADS.join(', ')}`);
  const { workload } = values;
  const sizes = values.sizes.split(',').map(Number);
  const figures = sizes.map((size) =>
    measureWorkspace(size, { runs: Number(values.runs), workload }),
  );
  console.log(`Node ${process.version}, workload ${workload}\n\n${formatFigures(figures)}\n`);
  mkdirSync(dirname(values.output), { recursive: true });
  writeFileSync(
    values.output,
    `${JSON.stringify({ node: process.version, workload, goal: GOAL, figures }, null, 2)}\n`,
  );
  const missed = missedGoals(figures);
  if (missed.length === 0) return;
  console.error(`Planning ${GOAL.projects} projects took ${missed.join(' and ')}.`);
  process.exitCode = 1;
}

function isWorkload(name: string): name is Workload {
  return WORKLOADS.some((workload) => workload === name);
}

main();
