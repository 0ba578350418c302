import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker, listBuilds, listExecuted } from './engine-records';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';

describeWith(
  ['engine', 'registry', 'base'],
  'the main job: an app of a monorepo becomes a pushed image',
  () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await openShop('journey-main');
    });
    afterAll(() => shop?.close());

    const imageOf = (project: string) => `${shop.registry.address}/shop/${project}`;
    // What caches do shows only where an image that exists is built all the same.
    const push = (...more: string[]) => [
      '--reuse=never',
      ...['--push', `--image=${shop.registry.address}/shop/{name}`, '--tags=1'],
      ...more,
    ];

    it('builds, pushes and names caches', async () => {
      const run = await shop.nx(
        ['run', 'api:image', ...push('--metadataFile=dist/api.json')],
        CLOUD,
      );
      expect(run.stdout + run.stderr).toContain('api: 4 of 4 stages built');
      expect(run.exitCode).toBe(0);
      const ran = await listExecuted(shop.engine.env);
      expect(ran).toHaveLength(2);
      expect([...ran].sort().join()).toMatch(/npm run build.*npm ci/);
      const result = JSON.parse(readFileSync(join(shop.workspace.root, 'dist/api.json'), 'utf8'));
      expect(result.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      // Three stages, each by its inputs for all and for itself, and by its branch: there is no commit before.
      expect(result.cache.names).toHaveLength(9);
      expect(result.cache.location).toBe(`${shop.registry.address}/shop/cache`);
    });

    it('runs no RUN step the second time, on a builder that starts empty', async () => {
      await shop.engine.reset();
      expect(await listBuilds(shop.engine.env)).toEqual([]);
      const run = await shop.nx(['run', 'api:image', ...push()], CLOUD);
      expect(run.exitCode).toBe(0);
      expect(await listBuilds(shop.engine.env)).toHaveLength(1);
      expect(await listExecuted(shop.engine.env)).toEqual([]);
    });

    it('pushed an image that runs as its user and answers', () => {
      const { env } = shop.engine;
      const image = `${imageOf('api')}:1`;
      docker(['pull', '--quiet', image], env);
      const answer = docker(
        [
          ...['run', '--rm', '--entrypoint', 'sh', image, '-c'],
          'node main.cjs & sleep 2; node -e "fetch(\'http://127.0.0.1:3000/health\').then(r => r.text()).then(console.log)"; id -un',
        ],
        env,
      );
      expect(answer).toContain('node\n');
      expect(answer).toMatch(/ok/);
    });

    it('finds the caches of the commit before, and runs only what changed', async () => {
      shop.workspace.write('libs/money/src/extra.ts', 'export const extra = 1;\n');
      await shop.workspace.commit('change a library');
      await shop.engine.reset();
      const run = await shop.nx(['run', 'api:image', ...push()], CLOUD);
      expect(run.exitCode).toBe(0);
      expect(await listExecuted(shop.engine.env)).toEqual([
        expect.stringContaining('RUN npm run build --workspace=api'),
      ]);
    });

    it('builds only the apps that a changed library reaches', async () => {
      const base = (await shop.workspace.git(['rev-parse', 'HEAD'])).trim();
      shop.workspace.write('libs/http/src/more.ts', 'export const more = 1;\n');
      await shop.workspace.commit('change http');
      const affected = await shop.nx([
        ...['show', 'projects', '--affected', `--base=${base}`],
        ...['--with-target=image', '--json'],
      ]);
      const reached = JSON.parse(affected.stdout) as string[];
      expect(reached.length).toBeGreaterThan(0);
      expect(reached.length).toBeLessThan(3);

      const known = (await listBuilds(shop.engine.env)).length;
      const run = await shop.nx(
        [
          'affected',
          '-t',
          'image',
          `--base=${base}`,
          '--parallel=2',
          '--output-style=static',
          ...push(),
        ],
        CLOUD,
      );
      expect(run.exitCode).toBe(0);
      expect(await listBuilds(shop.engine.env)).toHaveLength(known + reached.length);
      for (const project of ['api', 'web', 'worker']) {
        const wasBuilt = run.stdout.includes(`nx run ${project}:image`);
        expect(`${project} ${wasBuilt}`).toBe(`${project} ${reached.includes(project)}`);
      }
    });

    it('says what would be done without doing it', async () => {
      const known = (await listBuilds(shop.engine.env)).length;
      const run = await shop.nx(['run', 'api:image', ...push('--dryRun')], CLOUD);
      expect(run.stdout).toContain('docker buildx build --file');
      expect(run.exitCode).toBe(0);
      expect(await listBuilds(shop.engine.env)).toHaveLength(known);
    });
  },
);
