import { rm } from 'node:fs/promises';
import {
  canExportCache,
  findOutputProblem,
  inspectEngine,
  prepareBuilder,
  registryExport,
  type BuildJob,
  type EngineFacts,
} from '@docker-stage-build/engines';
import { bringUp, startEngine, type RunningEngine } from '@docker-stage-build/tools/engine';
import { build, docker } from './run';
import { createSample, type Sample } from './sample';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], "Docker's classic image store", () => {
  let engine: RunningEngine;
  let env: BuildJob['env'];
  let registry: string;
  let facts: EngineFacts;
  let sample: Sample;

  beforeAll(async () => {
    const up = await bringUp(['registry', 'base']);
    if (!up.registry) throw new Error('There is no registry to take base images from.');
    registry = up.registry.address;
    const mirrors = [`http://${registry}`];
    engine = await startEngine({
      name: 'engines-e2e-classic',
      mirrors,
      containerdSnapshotter: false,
    });
    env = { ...process.env, ...engine.env };
    facts = await inspectEngine({ env });
    sample = await createSample(env);
  });

  afterAll(async () => {
    await engine.stop();
    await rm(sample.dir, { recursive: true, force: true });
  });

  it('is detected, with the mirrors that a builder of ours would need', () => {
    expect(facts).toMatchObject({ containerdStore: false, builder: { driver: 'docker' } });
    expect(facts.registryMirrors).toEqual([`http://${registry}/`]);
    expect(canExportCache(facts, 'registry')).toBe(false);
    expect(canExportCache(facts, 'local')).toBe(false);
  });

  it('builds and pushes all the same', async () => {
    const tags = [`${registry}/engines-e2e/classic:1`];
    expect(findOutputProblem(facts, sample.job())).toBe(null);
    const { digest } = await build(sample.job({ tags, outputs: [{ type: 'push' }] }));
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each<[number, Partial<BuildJob>]>([
    [1, { platforms: ['linux/amd64', 'linux/arm64'] }],
    [2, { outputs: [{ type: 'oci', dest: '/nowhere', tar: true }] }],
    [3, { outputs: [{ type: 'docker', dest: '/nowhere' }] }],
    [4, { provenance: true }],
  ])('%i: the engine itself refuses what we say it cannot: %j', async (_, overrides) => {
    expect(findOutputProblem(facts, sample.job(overrides))).not.toBe(null);
    await expect(build(sample.job(overrides))).rejects.toMatchObject({ code: 'BUILD_FAILED' });
  });

  it('ENGINE_CANNOT_CACHE: its builder was asked for by name', async () => {
    const job = sample.job({ builder: 'default', cacheTo: registryExport(`${registry}/c:1`) });
    const prepared = prepareBuilder(facts, { job, cache: 'registry', env });
    await expect(prepared).rejects.toMatchObject({ code: 'ENGINE_CANNOT_CACHE' });
  });

  it('ENGINE_CANNOT_CACHE: there is no image to start a builder of ours from', async () => {
    const lonely = { ...facts, registryMirrors: [] };
    const prepared = prepareBuilder(lonely, { job: sample.job(), cache: 'registry', env });
    await expect(prepared).rejects.toMatchObject({
      code: 'ENGINE_CANNOT_CACHE',
      hint: expect.stringContaining('cache: none'),
    });
    docker(env, 'buildx', 'rm', 'docker-stage-build');
  });
});
