import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SCENARIOS, type EngineKind, type Scenario } from './scenarios';
import type { Form } from './workload';

export type WorkloadName = 'npm' | 'pnpm' | 'mixed';

/** What to measure. */
export interface BenchOptions {
  readonly workloads: readonly WorkloadName[];
  readonly engines: readonly EngineKind[];
  /** With the forms of Dockerfiles that were asked for. */
  readonly scenarios: readonly Scenario[];
  /** How often each run is repeated; medians count. */
  readonly repeats: number;
  /** Apps in a workload, and libs. */
  readonly apps: number;
  /** The JSON file for the results. */
  readonly output: string;
  /** The Markdown page to write from the results. */
  readonly page: string | null;
  /** Results of an earlier run: nothing is measured then. */
  readonly from: string | null;
}

const OUTPUT = join(__dirname, '../../../node_modules/.cache/bench/images.json');
const PAGE = join(__dirname, '../../../docs/performance.md');

const WORKLOADS: readonly WorkloadName[] = ['npm', 'pnpm', 'mixed'];
const ENGINES: readonly EngineKind[] = ['docker', 'buildkit'];
const FORMS: readonly Form[] = ['same', 'workspace', 'project'];

/** Enough to see that the benchmark works; its figures mean little. */
const SHORT = { workloads: 'npm', engines: 'docker', scenarios: 'S0,S2', forms: 'same', apps: '2' };
const FULL = {
  workloads: 'npm',
  engines: ENGINES.join(),
  scenarios: SCENARIOS.map(({ id }) => id).join(),
  forms: FORMS.join(),
  apps: '6',
};

export const USAGE = `Usage: npm run bench -- [options]
  --scenarios=S0,S2     ${SCENARIOS.map(({ id, title }) => `${id} ${title}`).join('; ')}
  --engines=docker,buildkit
  --workloads=npm       ${WORKLOADS.join(', ')}
  --forms=same          how our Dockerfiles are written: ${FORMS.join(', ')}
  --apps=6              apps in a workload, 2 to 6
  --runs=1              medians are taken of so many
  --output=FILE         results as JSON
  --page                write docs/performance.md, too
  --from=FILE           measure nothing: take results of an earlier run
  --short               ${Object.values(SHORT).join(' ')}: see that it works`;

/**
 * Reads the command line.
 *
 * @throws Error that says what is wrong with it
 */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workloads: { type: 'string' },
      engines: { type: 'string' },
      scenarios: { type: 'string' },
      forms: { type: 'string' },
      apps: { type: 'string' },
      runs: { type: 'string', default: '1' },
      output: { type: 'string', default: OUTPUT },
      page: { type: 'boolean', default: false },
      from: { type: 'string' },
      short: { type: 'boolean', default: false },
    },
  });
  const taken = { ...(values.short ? SHORT : FULL), ...withoutUndefined(values) };
  const ids = SCENARIOS.map(({ id }) => id);
  const scenarios = pick('scenarios', taken.scenarios, ids);
  const forms = pick('forms', taken.forms, FORMS);
  return {
    workloads: pick('workloads', taken.workloads, WORKLOADS),
    engines: pick('engines', taken.engines, ENGINES),
    scenarios: SCENARIOS.filter(({ id }) => scenarios.includes(id)).map((scenario) => ({
      ...scenario,
      forms: scenario.forms.filter((form) => forms.includes(form)),
    })),
    repeats: count('runs', values.runs, { from: 1, to: 1000 }),
    apps: count('apps', taken.apps, { from: 2, to: 6 }),
    output: values.output,
    page: values.page ? PAGE : null,
    from: values.from ?? null,
  };
}

function pick<T extends string>(option: string, value: string, known: readonly T[]): T[] {
  return value.split(',').map((name) => {
    const found = known.find((one) => one === name);
    if (!found) throw new Error(`--${option}: ${name} is none of ${known.join(', ')}`);
    return found;
  });
}

function count(
  option: string,
  value: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < from || number > to) {
    throw new Error(`--${option}: ${value} is no whole number from ${from} to ${to}`);
  }
  return number;
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: NonNullable<T[K]> };
}
