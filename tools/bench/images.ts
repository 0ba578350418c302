import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { startRegistry } from '../engine';
import { pushBaseImages } from '../engine/images/base-images';
import { formatPage } from './images/format-page';
import { formatChecks, formatReport } from './images/format-report';
import { installModules } from './images/install-modules';
import { measureWorkload } from './images/measure-workload';
import { parseBenchOptions, USAGE, type BenchOptions } from './images/options';
import { readToolVersions } from './images/read-versions';
import type { Failure, Floor, Results, Run } from './images/results';
import { summarize } from './images/summarize';
import { pushPythonBase } from './images/push-python-base';
import { mixedWorkload } from './images/workloads/mixed';
import { npmWorkload } from './images/workloads/npm';
import { pnpmWorkload } from './images/workloads/pnpm';

const WORKLOADS = { npm: npmWorkload, pnpm: pnpmWorkload, mixed: mixedWorkload };

/** Measures this plugin against its peer, prints a table and writes JSON. Builds that fail do fail it, figures never. */
async function main(options: BenchOptions): Promise<void> {
  const results = options.from
    ? (JSON.parse(readFileSync(options.from, 'utf8')) as Results)
    : await measure(options);
  mkdirSync(dirname(options.output), { recursive: true });
  writeFileSync(options.output, `${JSON.stringify(results, null, 2)}\n`);
  if (options.page) writeFileSync(options.page, formatPage(results));
  const rows = summarize(results.runs, results.apps);
  console.log(`${formatReport(rows)}\n\n${formatChecks(rows)}`);
  console.log(`\n${options.output}`);
  for (const { message, ...what } of results.failures) {
    console.error(`\n${Object.values(what).join(' ')}: ${message}`);
    process.exitCode = 1;
  }
}

async function measure(options: BenchOptions): Promise<Results> {
  const { workloads, engines, scenarios, repeats, apps } = options;
  const modules = await installModules();
  const registry = await startRegistry({ name: 'bench-registry', tmpfs: true });
  const runs: Run[] = [];
  const floors: Floor[] = [];
  const failures: Failure[] = [];
  let versions = await readToolVersions(modules);
  try {
    await pushBaseImages('base', { address: registry.address, emulated: false });
    if (workloads.includes('mixed')) await pushPythonBase(registry.address);
    for (const name of workloads) {
      const report = (line: string): void => console.error(line);
      const measured = await measureWorkload(WORKLOADS[name](apps), {
        scenarios,
        engines,
        repeats,
        registry,
        modules,
        report,
      });
      runs.push(...measured.runs);
      floors.push(...measured.floors);
      failures.push(...measured.failures);
      versions = { ...versions, ...measured.versions };
    }
  } finally {
    await registry.stop();
  }
  const machine = {
    processors: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: /^\d+\.\d+/.exec(release())?.[0] ?? release(),
  };
  return {
    date: new Date().toISOString(),
    machine,
    versions,
    apps,
    repeats,
    floors,
    runs,
    failures,
  };
}

function readOptions(): BenchOptions | null {
  try {
    return parseBenchOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return null;
  }
}

const options = readOptions();
if (options === null) {
  process.exitCode = 2;
} else {
  main(options).catch((error: unknown) => {
    console.error(`bench: ${(error as Error).message}`);
    process.exitCode = 1;
  });
}
