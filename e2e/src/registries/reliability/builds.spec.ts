import { rm } from 'node:fs/promises';
import { StageBuildError } from '@docker-stage-build/core';
import { registryExport, registryImport, type BuildJob } from '@docker-stage-build/engines';
import {
  bringUp,
  startEngine,
  startRegistry,
  type RunningEngine,
  type RunningRegistry,
} from '@docker-stage-build/tools/engine';
import { startFaultProxy, type FaultProxy } from '@docker-stage-build/tools/faults/fault-proxy';
import type { BuildAction, BuildRow } from '@docker-stage-build/tools/reliability/build-row';
import { BUILD_ROWS } from '@docker-stage-build/tools/reliability/rows/builds';
import { build, runsOf } from '../../engines/run';
import { createSample, type Sample } from '../../engines/sample';
import { describeWith } from '../../harness';

const NUMBERED = BUILD_ROWS.map((row, at) => [at + 1, row.action, row.fault, row] as const);

describeWith(['engine', 'registry', 'base'], 'builds while a registry fails', () => {
  let registry: RunningRegistry;
  /** Knows nothing of what the shared engine has built. */
  let other: RunningEngine;
  let sharedEnv: BuildJob['env'];
  let sample: Sample;
  let proxy: FaultProxy;

  beforeAll(async () => {
    const { docker, registry: hub } = await bringUp(['engine', 'registry', 'base']);
    sharedEnv = { ...process.env, ...docker?.env };
    registry = await startRegistry({ name: 'reliability-builds-registry' });
    other = await startEngine({ name: 'reliability', mirrors: [`http://${hub?.address}`] });
  });
  afterAll(async () => {
    await other.stop();
    await registry.stop();
  });
  beforeEach(async () => {
    sample = await createSample(sharedEnv);
    await sample.write('package.json', JSON.stringify({ name: sample.dir }));
    await sample.write('main.txt', sample.dir);
    proxy = await startFaultProxy(registry.address);
  });
  afterEach(async () => {
    await proxy.stop();
    await rm(sample.dir, { recursive: true });
  });

  const jobs: Readonly<Record<BuildAction, () => Promise<BuildJob>>> = {
    'import a cache': async () => {
      const cache = `${registry.address}/cache:all`;
      await build(sample.job({ cacheTo: registryExport(cache) }));
      return sample.job({
        cacheFrom: registryImport(`${proxy.address}/cache:all`),
        tags: [`${registry.address}/image:1`],
        outputs: [{ type: 'push' }],
        env: { ...process.env, ...other.env },
      });
    },
    'export a cache': async () =>
      sample.job({ cacheTo: registryExport(`${proxy.address}/cache:all`, { ignoreError: true }) }),
    'push an image': async () =>
      sample.job({ tags: [`${proxy.address}/image:1`], outputs: [{ type: 'push' }] }),
  };

  it.each(NUMBERED)('%i %s: %s', async (_, action, __, row) => {
    const job = await jobs[action]();
    const { times = 1, ...aimed } = row.aimed;
    proxy.faults.push({ ...aimed, times });
    if (row.expected === 'BUILD_FAILED') await expectFailure(job, row);
    else await expectSuccess(job, row);
    const [left] = proxy.faults as { times: number }[];
    checkHits(times - (left?.times ?? 0), row.hits);
  });
});

async function expectFailure(job: BuildJob, { hint }: BuildRow): Promise<void> {
  const error = await build(job).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StageBuildError);
  expect(error).toMatchObject({ code: 'BUILD_FAILED', hint: expect.stringContaining(hint ?? '?') });
}

/** Without its cache a build runs all its steps, and says so. */
async function expectSuccess(job: BuildJob, { action, expected }: BuildRow): Promise<void> {
  const result = await build(job);
  const kind = action === 'import a cache' ? 'cache-import' : 'cache-export';
  expect(result.warnings.map((warning) => warning.kind)).toEqual(
    expected === 'warning' ? [kind] : [],
  );
  if (action === 'import a cache')
    expect(runsOf(result)).toHaveLength(expected === 'warning' ? 3 : 0);
  if (action !== 'export a cache') expect(result.digest).toMatch(/^sha256:/);
}

function checkHits(found: number, wanted: BuildRow['hits']): void {
  if (typeof wanted === 'number') return expect(found).toBe(wanted);
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThanOrEqual(wanted.atMost);
}
