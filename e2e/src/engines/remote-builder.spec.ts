import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canExportCache,
  inspectEngine,
  registryExport,
  registryImport,
  type BuildJob,
} from '@docker-stage-build/engines';
import { bringUp, startBuildkit, type RunningBuildkit } from '@docker-stage-build/tools/engine';
import { build, runsOf } from './run';
import { createSample, type Sample } from './sample';
import { describeWith } from '../harness';

describeWith(['registry', 'base', 'buildkit'], 'a remote builder', () => {
  /** Upstream BuildKit behind buildx's remote driver, and no dockerd. */
  let buildkit: RunningBuildkit;
  let env: BuildJob['env'];
  let registry: string;
  let sample: Sample;

  beforeAll(async () => {
    const up = await bringUp(['registry', 'base']);
    if (!up.registry) throw new Error('There is no registry to take base images from.');
    registry = up.registry.address;
    const mirrors = [registry];
    buildkit = await startBuildkit({ name: 'engines-e2e-remote', mirrors });
    env = { ...process.env, ...buildkit.env, DOCKER_HOST: 'unix:///nobody/listens.sock' };
    sample = await createSample(env);
  });

  afterAll(async () => {
    await buildkit.stop();
    await rm(sample.dir, { recursive: true, force: true });
  });

  it('needs no dockerd', async () => {
    const facts = await inspectEngine({ env });
    expect(facts).toMatchObject({
      serverVersion: null,
      builder: { name: buildkit.builder, driver: 'remote', buildkitVersion: '0.33.1' },
    });
    expect(canExportCache(facts, 'registry')).toBe(true);
  });

  it('takes a registry cache from cold to warm, and pushes', async () => {
    const ref = `${registry}/engines-e2e/remote-cache:1`;
    const first = await build(sample.job({ cacheTo: registryExport(ref) }));
    expect(runsOf(first)).toHaveLength(3);
    await buildkit.reset();
    const job = sample.job({
      cacheFrom: registryImport(`${registry}/engines-e2e/remote-cache@${first.cacheDigest}`),
      tags: [`${registry}/engines-e2e/remote:1`],
      outputs: [{ type: 'push' }, { type: 'oci', dest: join(sample.dir, 'image.tar'), tar: true }],
    });
    const second = await build(job);
    expect(runsOf(second)).toEqual([]);
    expect(second.digest).toMatch(/^sha256:/);
  });
});
