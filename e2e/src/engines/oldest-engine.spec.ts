import { rm } from 'node:fs/promises';
import {
  canExportCache,
  inspectEngine,
  localExport,
  localImport,
  registryExport,
  registryImport,
  type BuildJob,
} from '@docker-stage-build/engines';
import { join } from 'node:path';
import { bringUp, startEngine, type RunningEngine } from '@docker-stage-build/tools/engine';
import { build, docker, runsOf } from './run';
import { createSample, type Sample } from './sample';
import { describeWith } from '../harness';

describeWith(['registry', 'base', 'docker-old'], 'the oldest supported engine', () => {
  /** The oldest Docker and buildx that we support: 26.1 and 0.13, as Debian 13 has them. */
  let engine: RunningEngine;
  let env: BuildJob['env'];
  let registry: string;
  let sample: Sample;

  beforeAll(async () => {
    const up = await bringUp(['registry', 'base']);
    if (!up.registry) throw new Error('There is no registry to take base images from.');
    registry = up.registry.address;
    const mirrors = [`http://${registry}`];
    engine = await startEngine({ name: 'engines-e2e-oldest', mirrors, suite: 'trixie' });
    env = { ...process.env, ...engine.env };
    sample = await createSample(env);
  });

  afterAll(async () => {
    await engine.stop();
    await rm(sample.dir, { recursive: true, force: true });
  });

  it('is what we think it is', async () => {
    const facts = await inspectEngine({ env });
    expect(facts.serverVersion).toMatch(/^26\./);
    expect(facts.buildxVersion).toMatch(/^0\.13\./);
    expect(facts.containerdStore).toBe(true);
    expect(canExportCache(facts, 'registry')).toBe(true);
  });

  it('pushes and loads', async () => {
    const tags = [`${registry}/engines-e2e/oldest:1`];
    const outputs = [{ type: 'push' }, { type: 'load' }] as const;
    const { digest, buildRef } = await build(sample.job({ tags, outputs }));
    expect(docker(env, 'image', 'inspect', '--format', '{{.Id}}', tags[0] ?? '')).toBe(digest);
    expect(buildRef).toMatch(/^[^/]+\/[^/]+\/\w+$/);
  });

  it.each<[number, string, (cache: string) => [to: string, from: (digest: string) => string]]>([
    [
      1,
      'registry',
      () => [
        registryExport(`${registry}/engines-e2e/oldest-cache:1`),
        (digest) => registryImport(`${registry}/engines-e2e/oldest-cache@${digest}`),
      ],
    ],
    [2, 'local', (dir) => [localExport(dir), (digest) => localImport(dir, digest)]],
  ])('%i: a %s cache takes it from cold to warm', async (_, kind, cacheOf) => {
    const [cacheTo, cacheFrom] = cacheOf(join(sample.dir, kind));
    await engine.reset();
    const first = await build(sample.job({ cacheTo }));
    expect(runsOf(first)).toHaveLength(3);
    expect(first.cacheDigest).toMatch(/^sha256:/);
    await engine.reset();
    const second = await build(sample.job({ cacheFrom: cacheFrom(first.cacheDigest ?? '') }));
    expect(runsOf(second)).toEqual([]);
    expect(second.warnings).toEqual([]);
  });

  it('says which step failed', async () => {
    const failing = await createSample(env, 'FROM busybox:1 AS deps\nRUN exit 7\nFROM deps\n');
    await expect(build(failing.job())).rejects.toMatchObject({
      code: 'BUILD_FAILED',
      stage: 'deps',
    });
    await rm(failing.dir, { recursive: true });
  });
});
