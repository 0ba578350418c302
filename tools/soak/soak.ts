import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp, startEngine, startRegistry } from '../engine';
import { run } from '../engine/system/run';
import { startFaultProxy } from '../faults/fault-proxy';
import { makeWorkspace } from '../workspace';
import { findLeftovers } from './find-leftovers';
import { addApps, APPS } from './images';
import { randomFaults } from './random-faults';
import { runRound, type Round } from './run-round';

export interface SoakOptions {
  readonly builds: number;
  /** Per cent of all requests to the registry that fail. */
  readonly failing: number;
  readonly seed: number;
  /** Takes a line about every round. */
  readonly report?: (line: string) => void;
}

/** What came of a soak. */
export interface SoakResult {
  readonly builds: number;
  readonly pushed: number;
  /** Builds that failed and said why, by code. */
  readonly failed: Readonly<Record<string, number>>;
  /** Lines about something that was done without: a cache, a look for an image that exists. */
  readonly warnings: number;
  readonly requests: number;
  readonly failedRequests: number;
  readonly seconds: number;
  /** What must not be: images that are not what was said, failures without a word, leftovers. */
  readonly wrong: readonly string[];
}

/** A cold engine every so many rounds: caches are imported then. */
const COLD = 3;

/** Runners by turns: caches in the registry, and in a local layout. */
const RUNNERS = ['cloud', 'cloud', 'private'];

/** Builds and pushes images while a share of all requests to their registry fails, then looks whether all is as it was said. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { builds, failing, seed, report = () => undefined } = options;
  const mark = `soak-${randomUUID().slice(0, 8)}`;
  const { registry: hub } = await bringUp(['registry', 'base']);
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const [temporary, cache] = ['tmp', 'cache'].map((name) => join(folder, name)) as [string, string];
  [temporary, cache].forEach((path) => mkdirSync(path));
  const engine = await startEngine({
    name: mark,
    mirrors: [`http://${hub?.address}`],
    tmpfs: true,
  });
  const registry = await startRegistry({ name: `${mark}-registry` });
  const proxy = await startFaultProxy(registry.address);
  const workspace = await makeWorkspace({ example: 'shop' });
  const started = Date.now();
  try {
    await pushBase(`${registry.address}/base/busybox:1`, engine.env);
    addApps(workspace, `${proxy.address}/base/busybox:1`);
    const next = randomFaults({ failing, seed });
    let failedRequests = 0;
    proxy.decide = () => {
      const fault = next();
      if (fault !== null) failedRequests++;
      return fault;
    };
    const rounds: Round[] = [];
    for (let round = 0, left = builds; left > 0; round++, left -= APPS.length) {
      if (round % COLD === 0) await engine.reset();
      const runner = RUNNERS[round % RUNNERS.length] ?? 'cloud';
      const result = await runRound({
        workspace,
        round,
        apps: APPS.slice(0, left),
        registry: { failing: proxy.address, itself: registry.address },
        env: {
          ...engine.env,
          DOCKER_STAGE_BUILD_RUNNER: runner,
          TMPDIR: temporary,
          XDG_CACHE_HOME: cache,
          SOAK: mark,
        },
      });
      rounds.push(result);
      report(
        `round ${round}: ${result.pushed} pushed, failed: ${result.failed.join(' ') || 'none'}`,
      );
    }
    const leftovers = await findLeftovers({
      mark,
      temporary,
      cache,
      env: engine.env,
      seen: proxy.seen,
    });
    return {
      ...summarize(rounds),
      builds,
      requests: proxy.seen.length,
      failedRequests,
      seconds: Math.round((Date.now() - started) / 1000),
      wrong: [
        ...rounds.flatMap(({ wrong }) => wrong),
        ...leftovers.map((what) => `left behind: ${what}`),
      ],
    };
  } finally {
    workspace.remove();
    await proxy.stop();
    await registry.stop();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function summarize(rounds: readonly Round[]): Pick<SoakResult, 'pushed' | 'failed' | 'warnings'> {
  const failed: Record<string, number> = {};
  for (const code of rounds.flatMap((round) => round.failed))
    failed[code] = (failed[code] ?? 0) + 1;
  const sum = (of: (round: Round) => number): number =>
    rounds.reduce((total, round) => total + of(round), 0);
  return { pushed: sum(({ pushed }) => pushed), failed, warnings: sum(({ warnings }) => warnings) };
}

/** Puts the base image into the registry that will fail, before it does. */
async function pushBase(name: string, env: Readonly<Record<string, string>>): Promise<void> {
  const options = { env: { ...process.env, ...env } };
  await run('docker', ['pull', '--quiet', 'busybox:1'], options);
  await run('docker', ['tag', 'busybox:1', name], options);
  await run('docker', ['push', '--quiet', name], options);
}
