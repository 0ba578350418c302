import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canExportCache,
  inspectEngine,
  prepareBuilder,
  registryExport,
  registryImport,
  type BuildJob,
  type EngineFacts,
} from '@docker-stage-build/engines';
import {
  bringUp,
  startBuildkit,
  startEngine,
  startRegistry,
  type RunningEngine,
  type RunningRegistry,
} from '@docker-stage-build/tools/engine';
import { hostTools } from '@docker-stage-build/tools/engine/packages/toolbox';
import { build, docker, findOnPath, runsOf } from './run';
import { createSample, type Sample } from './sample';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'a builder of our own', () => {
  /** A Docker without cache export, and a registry that holds the image that buildx starts builders from. */
  let engine: RunningEngine;
  let images: RunningRegistry;
  let env: BuildJob['env'];
  let registry: string;
  let facts: EngineFacts;
  let sample: Sample;

  beforeAll(async () => {
    const up = await bringUp();
    if (!up.registry || !up.docker) throw new Error('There is no engine to test with.');
    registry = up.registry.address;
    images = await startRegistry({ name: 'engines-e2e-own-builder-images' });
    await pushBuildkitImage({ ...process.env, ...up.docker.env });
    const mirrors = [images.address, registry].map((address) => `http://${address}`);
    engine = await startEngine({
      name: 'engines-e2e-own-builder',
      mirrors,
      containerdSnapshotter: false,
    });
    env = { ...process.env, ...engine.env };
    facts = await inspectEngine({ env });
    sample = await createSample(env);
  });

  afterAll(async () => {
    await engine.stop();
    await images.stop();
    await rm(sample.dir, { recursive: true, force: true });
  });

  /** What `moby/buildkit` is on Docker Hub: buildkitd, buildctl and runc. */
  async function pushBuildkitImage(shared: BuildJob['env']): Promise<void> {
    const buildkit = await startBuildkit({ name: 'engines-e2e-own-builder-binaries' });
    const dir = await mkdtemp(join(tmpdir(), 'engines-e2e-'));
    for (const name of ['buildkitd', 'buildctl']) {
      await copyFile(findOnPath(buildkit.env['PATH'] ?? '', name), join(dir, name));
    }
    await buildkit.stop();
    await copyFile(join((await hostTools()).root, 'usr/sbin/runc'), join(dir, 'runc'));
    const dockerfile = `FROM debian:bookworm-slim
COPY buildkitd buildctl runc /usr/bin/
ENTRYPOINT ["buildkitd"]
`;
    await writeFile(join(dir, 'Dockerfile'), dockerfile);
    const tag = `${images.address}/moby/buildkit:buildx-stable-1`;
    docker(shared, 'buildx', 'build', '--provenance=false', '--tag', tag, '--output', 'type=image,push=true,store=false', dir); // prettier-ignore
    await rm(dir, { recursive: true });
  }

  it('is started once, though several tasks ask for it at the same moment', async () => {
    expect(canExportCache(facts, 'registry')).toBe(false);
    const ask = () => prepareBuilder(facts, { job: sample.job(), cache: 'registry', env });
    const prepared = await Promise.all([ask(), ask(), ask()]);
    const names = prepared.map(({ builder }) => builder.name);
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/^docker-stage-build-[0-9a-f]{8}$/);
    expect(prepared.map(({ builder }) => builder.driver)).toEqual(
      Array(3).fill('docker-container'),
    );
    expect(docker(env, 'ps', '--quiet').split('\n')).toHaveLength(1);
  });

  it('exports caches, imports them, and builds from the mirrors of dockerd', async () => {
    const ours = await prepareBuilder(facts, { job: sample.job(), cache: 'registry', env });
    const job = sample.job({ builder: ours.builder.name });
    const ref = `${registry}/engines-e2e/own-builder:1`;
    const first = await build({ ...job, cacheTo: registryExport(ref) });
    expect(runsOf(first)).toHaveLength(3);
    docker(env, 'buildx', 'prune', '--all', '--force', '--builder', ours.builder.name);
    const second = await build({ ...job, cacheFrom: registryImport(ref), outputs: [{ type: 'load' }], tags: ['own:1'] }); // prettier-ignore
    expect(runsOf(second)).toEqual([]);
    expect(docker(env, 'image', 'ls', '--quiet', 'own:1')).not.toBe('');
  });
});
