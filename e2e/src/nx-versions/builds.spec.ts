import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '@docker-stage-build/core';
import type { RunningEngine, RunningRegistry } from '@docker-stage-build/tools/engine';
import { bringUp, describeWith, startEngine, startRegistry, type Workspace } from '../harness';
import { listBuilds } from '../journeys/engine-records';
import { openSmallShop } from './small-shop';
import { NX_VERSIONS } from './versions';

describeWith(['engine', 'registry', 'base'], 'images on every Nx', () => {
  let engine: RunningEngine;
  let registry: RunningRegistry;

  beforeAll(async () => {
    const { registry: hub } = await bringUp(['registry', 'base']);
    [engine, registry] = await Promise.all([
      startEngine({ name: 'nx-versions', mirrors: [`http://${hub?.address}`] }),
      startRegistry({ name: 'nx-versions-registry' }),
    ]);
  });
  afterAll(async () => {
    await engine?.stop();
    await registry?.stop();
  });

  describe.each(NX_VERSIONS)('Nx %s', (version) => {
    let workspace: Workspace;

    beforeAll(async () => {
      workspace = await openSmallShop(version, registry.address);
    });
    afterAll(() => workspace?.remove());

    const nx = (args: readonly string[], cwd = '.') => workspace.nx(args, { cwd, env: engine.env });

    /** Tags that somebody asked for. */
    async function listTags(project: string): Promise<string[]> {
      const url = `http://${registry.address}/v2/nx-${version}/${project}/tags/list`;
      const { tags = [] } = (await (await fetch(url)).json()) as { tags?: string[] };
      return tags.filter((tag) => !tag.startsWith('image-')).sort();
    }

    it('is the version that runs', async () => {
      expect((await nx(['--version'])).stdout).toContain(`Local: v${version}`);
    });

    it('builds and pushes from the folder of a project, with options of the command line', async () => {
      const known = (await listBuilds(engine.env)).length;
      const run = await nx(
        ['image', '--push', '--tags=1,2', '--metadataFile=dist/api.json'],
        'apps/api',
      );
      expect(run).toMatchObject({ exitCode: 0 });
      expect(await listTags('api')).toEqual(['1', '2']);
      expect(await listBuilds(engine.env)).toHaveLength(known + 1);
      const result = JSON.parse(readFileSync(join(workspace.root, 'dist/api.json'), 'utf8'));
      expect(result.digest).toMatch(/^sha256:/);
    });

    it('runs many, with a configuration that targetDefaults has', async () => {
      const run = await nx(['run-many', '-t', 'image', '-p', 'web,worker', '-c', 'ci']);
      expect(run).toMatchObject({ exitCode: 0 });
      expect(await listTags('web')).toEqual(['1.0.0', 'ci']);
      expect(await listTags('worker')).toEqual(['1.0.0', 'ci']);
    });

    it('runs what is affected, in a batch too', async () => {
      workspace.write('libs/catalog/src/more.ts', 'export const more = 1;\n');
      const head = await workspace.commit('feat: more');
      const affected = ['affected', '-t', 'image', `--base=${head}~1`, '--output-style=static'];
      const dry = await nx([...affected, '--dryRun']);
      const commands = dry.stdout.match(/docker buildx build .*/g)?.join() ?? '';
      expect(['api', 'web', 'worker'].filter((app) => commands.includes(`/${app}:`))).toEqual([
        'api',
        'web',
      ]);
      const run = await nx([...affected, '--batch', '--push', '--tags=more']);
      expect(run).toMatchObject({ exitCode: 0 });
      expect(await listTags('web')).toContain('more');
      expect(await listTags('worker')).not.toContain('more');
    });

    it('sees in the graph of tasks that two images have one name', async () => {
      const same = `--image=${registry.address}/same`;
      const run = await nx(['run-many', '-t', 'image', '-p', 'api,web', same, '--tags=1']);
      expect(run.exitCode).not.toBe(0);
      expect(run.stdout + run.stderr).toContain('TAG_TWICE');
    });

    it('plans as JSON, with fields of options from the command line', async () => {
      const fields = ['--cache.kind=local', '--cache.write=false'];
      await nx([
        'run',
        'api:image-plan',
        ...fields,
        '--format=json',
        '--outputFile=dist/plan.json',
      ]);
      const text = readFileSync(join(workspace.root, 'dist/plan.json'), 'utf8');
      const { version: contract, images, cache } = JSON.parse(text) as Plan;
      expect(contract).toBe(1);
      expect(cache).toMatchObject({ kind: 'local', read: true, write: false });
      expect(images[0]?.stages.map(({ name, affected }) => [name, affected])).toEqual([
        ['build', true],
        [expect.any(String), true],
      ]);
    });

    it('never lets the cache of Nx claim an image', async () => {
      const nxJson = readFileSync(join(workspace.root, 'nx.json'), 'utf8');
      const cached = JSON.parse(nxJson);
      cached.targetDefaults.image.cache = true;
      workspace.write('nx.json', JSON.stringify(cached));
      for (const _ of ['once', 'again']) {
        const run = await nx(['run', 'api:image', '--push']);
        expect(run.stdout + run.stderr).toContain('NX_CACHE_ON');
        expect(run.exitCode).toBe(1);
      }
      workspace.write('nx.json', nxJson);
    });
  });
});
