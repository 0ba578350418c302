import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { readRegistryLog, type RegistryFacts, type RegistryTraffic } from '../../engine';
import { readBuilds } from '../../records';
import { breakDown, type EngineWork } from './break-down';
import type { ColdEngine } from './cold-engines';
import type { BenchWorkspace } from './open-bench-workspace';

/** What the registry was asked for. */
export interface Traffic {
  readonly requests: number;
  /** Those of them that were for base images. */
  readonly baseRequests: number;
  readonly bytesDown: number;
  readonly bytesUp: number;
}

/** One run of Nx, on a cold engine. */
export interface Measured {
  /** The whole `nx` process. */
  readonly seconds: number;
  /** Processes that waited for a processor in the minute before: more than a few tenths disturb. */
  readonly load: number;
  readonly traffic: Traffic;
  readonly engine: EngineWork;
}

/** Where a run is measured. */
export interface Place {
  readonly workspace: BenchWorkspace;
  readonly engine: ColdEngine;
  readonly registry: RegistryFacts;
}

/**
 * Runs Nx once on a cloud runner whose engine is empty.
 *
 * @throws Error with the end of what Nx printed, when it fails
 */
export async function measureRun(
  { workspace, engine, registry }: Place,
  args: readonly string[],
): Promise<Measured> {
  await engine.reset();
  const { position } = await readRegistryLog(registry);
  const load = loadavg()[0] as number;
  const start = performance.now();
  const { exitCode, stdout, stderr } = await workspace.nx(args, {
    env: { ...engine.env, DOCKER_STAGE_BUILD_RUNNER: 'cloud', NX_SKIP_NX_CACHE: 'true' },
  });
  const seconds = (performance.now() - start) / 1000;
  if (exitCode !== 0) {
    const end = `${stdout}\n${stderr}`.split('\n').slice(-60).join('\n');
    throw new Error(`nx ${args.join(' ')} failed (${exitCode}):\n${end}`);
  }
  const traffic = toTraffic(await readRegistryLog(registry, position));
  const builds = await readBuilds({ ...process.env, ...engine.env });
  return { seconds, load, traffic, engine: breakDown(builds) };
}

function toTraffic({ requests, bytesDown, bytesUp }: RegistryTraffic): Traffic {
  const ofBases = requests.filter(({ path }) => path.startsWith('/v2/library/'));
  return { requests: requests.length, baseRequests: ofBases.length, bytesDown, bytesUp };
}
