import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { RunningRegistry } from '../../engine';
import { startColdEngine, type ColdEngine } from './cold-engines';
import { lockWorkload } from './lock-workload';
import { measureRun, type Measured } from './measure-run';
import { openBenchWorkspace, type BenchWorkspace } from './open-bench-workspace';
import { restoreRegistry, saveRegistry } from './registry-state';
import { readEngineVersions } from './read-versions';
import type { Failure, Floor, Results, Run } from './results';
import { askedImages, neededImages, neededRuns, type EngineKind, type Scenario } from './scenarios';
import { NOOP, nxArguments, TOOLS } from './tools';
import { FROM_NOTHING, nameOf, variantsOf, type Variant } from './variants';
import type { Workload } from './workload';

export interface MeasureOptions {
  readonly scenarios: readonly Scenario[];
  readonly engines: readonly EngineKind[];
  readonly repeats: number;
  /** Holds base images, and nothing else yet. */
  readonly registry: RunningRegistry;
  /** A `node_modules` with Nx and the tools. */
  readonly modules: string;
  /** Takes a line about each run, as soon as it is done. */
  readonly report: (line: string) => void;
}

/** All that was measured of a workload, and the engines that did it. */
export type WorkloadResults = Pick<Results, 'versions' | 'floors' | 'runs' | 'failures'>;

/** Measures all scenarios of a workload, on one engine after the other. */
export async function measureWorkload(
  workload: Workload,
  options: MeasureOptions,
): Promise<WorkloadResults> {
  const { modules, registry, engines } = options;
  const lockfiles = await lockWorkload(workload, join(modules, '.bin'));
  const workspaces = new Map<string, BenchWorkspace>();
  const open = async (variant: Variant): Promise<BenchWorkspace> => {
    const name = nameOf(variant);
    const made = { ...variant, workload, registry: registry.address, modules, lockfiles };
    const workspace = workspaces.get(name) ?? (await openBenchWorkspace(made));
    workspaces.set(name, workspace);
    return workspace;
  };
  try {
    const floors = await measureFloors(workload, { open, repeats: options.repeats });
    const runs: Run[] = [];
    const failures: Failure[] = [];
    const versions: Record<string, string> = {};
    for (const kind of engines) {
      const engine = await startColdEngine(kind, registry.address);
      try {
        Object.assign(versions, await readEngineVersions(engine));
        const measured = await measureOnEngine(workload, { ...options, engine, open });
        runs.push(...measured.runs);
        failures.push(...measured.failures);
      } finally {
        await engine.stop();
      }
    }
    return { versions, floors, runs, failures };
  } finally {
    for (const workspace of workspaces.values()) workspace.remove();
  }
}

interface Opener {
  readonly open: (variant: Variant) => Promise<BenchWorkspace>;
}

async function measureFloors(
  workload: Workload,
  { open, repeats }: Opener & { readonly repeats: number },
): Promise<Floor[]> {
  const floors: Floor[] = [];
  for (const tool of TOOLS) {
    const workspace = await open({ tool, form: 'same' });
    const args = nxArguments(NOOP, { asks: 'all' });
    // The first run reads Nx from the disk.
    await workspace.nx(args);
    const seconds: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const start = performance.now();
      await workspace.nx(args);
      seconds.push((performance.now() - start) / 1000);
    }
    floors.push({ workload: workload.name, tool: tool.name, seconds });
  }
  return floors;
}

async function measureOnEngine(
  workload: Workload,
  options: MeasureOptions & Opener & { readonly engine: ColdEngine },
): Promise<Pick<Results, 'runs' | 'failures'>> {
  const { scenarios, repeats, registry, engine, open, report } = options;
  const stateOf = (name: string): string => join(registry.storage, 'states', engine.kind, name);
  const empty = stateOf('empty');
  saveRegistry(registry.storage, empty);
  const prepared = new Set<string>();

  const measure = async (scenario: Scenario, variant: Variant): Promise<Measured> => {
    const name = nameOf(variant);
    if (scenario.change !== null && !prepared.has(name)) await measure(FROM_NOTHING, variant);
    const state = scenario.change === null ? empty : stateOf(name);
    restoreRegistry(registry.storage, state);
    const workspace = await open(variant);
    await workspace.change(scenario.change);
    const args = [...nxArguments(variant.tool.target, scenario), ...variant.tool.args];
    const measured = await measureRun({ workspace, engine, registry }, args);
    report(describe([workload.name, engine.kind, scenario.id, name], measured));
    if (scenario.change === null) {
      saveRegistry(registry.storage, stateOf(name));
      prepared.add(name);
    }
    return measured;
  };

  const runs: Run[] = [];
  const failures: Failure[] = [];
  const failed = new Set<string>();
  for (const { scenario, variant, repeat } of orderOf(workload, { scenarios, repeats })) {
    const what = {
      workload: workload.name,
      engineKind: engine.kind,
      scenario: scenario.id,
      tool: variant.tool.name,
      form: variant.form,
    };
    const key = `${scenario.id} ${nameOf(variant)}`;
    if (failed.has(key)) continue;
    try {
      runs.push({
        ...what,
        repeat,
        images: askedImages(scenario, workload),
        neededImages: neededImages(scenario, workload),
        needed: neededRuns(scenario, { workload, form: variant.form }),
        ...(await measure(scenario, variant)),
      });
    } catch (error) {
      failed.add(key);
      failures.push({ ...what, message: (error as Error).message });
      report(`${Object.values(what).join(' ')} failed`);
    }
  }
  restoreRegistry(registry.storage, empty);
  return { runs, failures };
}

interface Measurement {
  readonly scenario: Scenario;
  readonly variant: Variant;
  readonly repeat: number;
}

/** Tools take turns, so that what disturbs the machine for a while disturbs both. */
function orderOf(
  workload: Workload,
  { scenarios, repeats }: Pick<MeasureOptions, 'scenarios' | 'repeats'>,
): Measurement[] {
  return Array.from({ length: repeats }, (_, at) => at + 1).flatMap((repeat) =>
    scenarios.flatMap((scenario) =>
      variantsOf(scenario, workload).map((variant) => ({ scenario, variant, repeat })),
    ),
  );
}

function describe(what: readonly string[], { seconds, load, engine }: Measured): string {
  const { install, compile, tools } = engine.executed;
  const ran = `${engine.builds} builds, ${install + compile + tools} RUN`;
  return `${what.join(' ')}: ${seconds.toFixed(1)} s, ${ran}, load ${load.toFixed(1)}`;
}
