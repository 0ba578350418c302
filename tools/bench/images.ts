import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { startRegistry } from '../engine';
import { pushBaseImages } from '../engine/images/base-images';
import { formatReport } from './images/format-report';
import { installModules } from './images/install-modules';
import { measureWorkload } from './images/measure-workload';
import { parseBenchOptions, USAGE, type BenchOptions } from './images/options';
import { readToolVersions } from './images/read-versions';
import type { Floor, Results, Run } from './images/results';
import { summarize } from './images/summarize';
import { npmWorkload } from './images/workloads/npm';
import { pnpmWorkload } from './images/workloads/pnpm';

const WORKLOADS = { npm: npmWorkload, pnpm: pnpmWorkload };

/** Measures this plugin against its peer, prints a table and writes JSON. Figures never fail it. */
async function main(): Promise<void> {
  const options = parseBenchOptions(process.argv.slice(2));
  const results = options.from
    ? (JSON.parse(readFileSync(options.from, 'utf8')) as Results)
    : await measure(options);
  mkdirSync(dirname(options.output), { recursive: true });
  writeFileSync(options.output, `${JSON.stringify(results, null, 2)}\n`);
  console.log(formatReport(summarize(results.runs, results.apps)));
  console.log(`\n${options.output}`);
}

async function measure(options: BenchOptions): Promise<Results> {
  const { workloads, engines, scenarios, repeats, apps } = options;
  const modules = await installModules();
  const registry = await startRegistry({ name: 'bench-registry', tmpfs: true });
  const runs: Run[] = [];
  const floors: Floor[] = [];
  let versions = await readToolVersions(modules);
  try {
    await pushBaseImages(registry.address, false);
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
      versions = { ...versions, ...measured.versions };
    }
  } finally {
    await registry.stop();
  }
  const machine = {
    processors: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
  };
  return { date: new Date().toISOString(), machine, versions, apps, repeats, floors, runs };
}

main().catch((error: unknown) => {
  console.error(`bench: ${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 1;
});
