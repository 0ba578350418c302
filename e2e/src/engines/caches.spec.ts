import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fetchStage,
  localExport,
  localImport,
  registryExport,
  registryImport,
} from '@docker-stage-build/engines';
import { bringUp, startEngine, startRegistry } from '@docker-stage-build/tools/engine';
import type { RunningEngine, RunningRegistry } from '@docker-stage-build/tools/engine';
import { build, runsOf } from './run';
import { createSample, type Sample } from './sample';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'caches of the buildx engine', () => {
  let engine: RunningEngine;
  let registry: RunningRegistry;
  let sample: Sample;

  beforeAll(async () => {
    const up = await bringUp(['registry', 'base']);
    if (!up.registry) throw new Error('There is no registry to take base images from.');
    engine = await startEngine({
      name: 'engines-e2e-caches',
      mirrors: [`http://${up.registry.address}`],
    });
    registry = await startRegistry({ name: 'engines-e2e-caches-registry' });
    sample = await createSample({ ...process.env, ...engine.env });
  });

  beforeEach(() => engine.reset());

  afterAll(async () => {
    await engine.stop();
    await registry.stop();
    await rm(sample.dir, { recursive: true, force: true });
  });

  function ref(tag: string): string {
    return `${registry.address}/caches:${tag}`;
  }

  it('a registry cache takes a cold engine to the image without a RUN', async () => {
    const first = await build(sample.job({ cacheTo: registryExport(ref('all')) }));
    expect(runsOf(first)).toHaveLength(3);
    expect(first.cacheDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
    await engine.reset();

    const byDigest = `${registry.address}/caches@${first.cacheDigest}`;
    const tags = [`${registry.address}/image:1`];
    const second = await build(
      sample.job({ cacheFrom: registryImport(byDigest), tags, outputs: [{ type: 'push' }] }),
    );
    expect(runsOf(second)).toEqual([]);
    expect(second.warnings).toEqual([]);
    expect(second.digest).not.toBe(null);
  });

  it('a local cache does so too, and its digest is the one of its layout', async () => {
    const dir = join(sample.dir, 'cache, local');
    const first = await build(sample.job({ cacheTo: localExport(dir) }));
    const index = JSON.parse(readFileSync(join(dir, 'index.json'), 'utf8'));
    expect(index.manifests[0].digest).toBe(first.cacheDigest);
    await engine.reset();

    const second = await build(
      sample.job({ cacheFrom: localImport(dir, first.cacheDigest ?? '') }),
    );
    expect(runsOf(second)).toEqual([]);
    expect(second.warnings).toEqual([]);
  });

  it.each([
    [1, 'registry', () => registryImport(ref('missing')), () => ref('missing')],
    [
      2,
      'local',
      () => localImport(join(sample.dir, 'missing'), `sha256:${'0'.repeat(64)}`),
      () => join(sample.dir, 'missing'),
    ],
  ])('%i: a %s cache that is missing is a warning', async (_, __, cacheFrom, name) => {
    const result = await build(sample.job({ cacheFrom: cacheFrom() }));
    expect(runsOf(result)).toHaveLength(3);
    expect(result.warnings).toEqual([
      { kind: 'cache-import', ref: name(), message: expect.stringContaining('not found') },
    ]);
  });

  it('a cache that cannot be written is a warning where errors are ignored, a failure where not', async () => {
    const nowhere = '127.0.0.1:1/caches:x';
    const ignored = registryExport(nowhere, { ignoreError: true });
    const { cacheDigest, warnings } = await build(sample.job({ cacheTo: ignored }));
    expect(cacheDigest).toBe(null);
    expect(warnings).toEqual([
      {
        kind: 'cache-export',
        ref: nowhere,
        message: expect.stringContaining('connection refused'),
      },
    ]);
    await expect(build(sample.job({ cacheTo: registryExport(nowhere) }))).rejects.toMatchObject({
      code: 'BUILD_FAILED',
    });
  });

  it('a stage that was fetched needs no import in the build that follows', async () => {
    await build(sample.job({ target: 'deps', cacheTo: registryExport(ref('deps')) }));
    await engine.reset();

    const fetched = await fetchStage(sample.job(), {
      stage: 'deps',
      cacheFrom: registryImport(ref('deps')),
      write: () => undefined,
    });
    expect(runsOf(fetched)).toEqual([]);
    const { stages } = await build(sample.job());
    expect(stages.map(({ stage, status }) => [stage, status])).toEqual([
      ['deps', 'cached'],
      ['build', 'built'],
      ['production', 'built'],
    ]);
  });
});
