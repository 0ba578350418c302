import { describeWith } from '../harness';
import { lockPackages } from './lab-packages';
import { openLab, type Lab } from './open-lab';
import {
  buildAll,
  expectImage,
  expectNoInstall,
  expectNothingExecuted,
  generateAll,
  type PresetCase,
} from './preset-cases';

const ROBOTS = { '/robots.txt': '200 User-agent: *' };
const SERVER = { port: 3000, others: ROBOTS, user: 'node', health: 0 } as const;
const SITE = { preset: 'static-nginx', port: 8080, user: 'nginx', health: 0, layers: 2 } as const;

const CASES: readonly PresetCase[] = [
  {
    ...SERVER,
    project: '@shop/nuxt',
    preset: 'nuxt',
    image: 'shop/nuxt',
    answer: '200 <!DOCTYPE html>',
    others: { ...ROBOTS, '/api/stock': '200 {"count":42}' },
    megabytes: 85,
    layers: 2,
    source: 'apps/nuxt/app/app.vue',
    comment: '<!-- changed -->',
  },
  {
    ...SERVER,
    project: '@shop/svelte',
    preset: 'sveltekit',
    image: 'shop/svelte',
    answer: '200 <!doctype html>',
    others: { ...ROBOTS, '/count': '200 order 21' },
    megabytes: 85,
    layers: 3,
    source: 'apps/svelte/src/routes/+page.svelte',
    comment: '<!-- changed -->',
  },
  {
    ...SERVER,
    project: '@shop/router',
    preset: 'react-router',
    image: 'shop/router',
    answer: '200 <!DOCTYPE html><html lang="en">',
    megabytes: 90,
    layers: 3,
    source: 'apps/router/app/routes/home.jsx',
    comment: '// changed',
  },
  {
    ...SERVER,
    project: '@shop/remix',
    preset: 'remix',
    image: 'shop/remix',
    answer: '200 <!DOCTYPE html><html lang="en">',
    megabytes: 95,
    layers: 3,
    source: 'apps/remix/app/routes/_index.jsx',
    comment: '// changed',
  },
  {
    // Its server listens for no signal.
    ...SERVER,
    project: '@shop/astro',
    preset: 'astro-node',
    image: 'shop/astro',
    answer: '200 <!DOCTYPE html><h1>Served by node</h1>',
    others: { ...ROBOTS, '/about': '200 <!DOCTYPE html><h1>About</h1>' },
    megabytes: 130,
    layers: 3,
    source: 'apps/astro/src/pages/index.astro',
    comment: '<!-- changed -->',
  },
  {
    ...SITE,
    project: '@shop/pages',
    image: 'shop/pages',
    answer: '200 <!DOCTYPE html><h1>Open</h1>',
    others: {
      '/hours': '200 <!DOCTYPE html><h1>From nine to five</h1>',
      '/nowhere': '404 <!DOCTYPE html><h1>Not here</h1>',
    },
    megabytes: 45,
    source: 'apps/pages/src/pages/index.astro',
    comment: '<!-- changed -->',
  },
  {
    ...SITE,
    project: '@shop/angular',
    image: 'shop/angular',
    answer: '200 <!doctype html>',
    others: { '/a/path/of/the/app': '200 <!doctype html>' },
    megabytes: 45,
    source: 'apps/angular/src/main.ts',
    comment: '// changed',
  },
];

describeWith(
  ['engine', 'registry', 'base', 'bases', 'frameworks'],
  'generated Dockerfiles of web frameworks',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      const parts = ['bases', 'frameworks'] as const;
      lab = await openLab({ name: 'presets-frameworks', parts, fixtures: ['frameworks'] });
      await lockPackages(lab);
    });
    afterAll(() => lab?.close());

    it('are written without a warning of the linter', () => generateAll(lab, CASES));

    // One by one: the first builds of all take longer than a test may.
    it.each(CASES)('$project builds', async (one) => {
      await buildAll(lab, [one]);
      expect(await lab.listExecuted()).toContainEqual(expect.stringContaining('run build'));
    });

    it.each(CASES)('$project answers, small and not as root', (one) => expectImage(lab, one));

    it('install nothing after a change of sources', () =>
      expectNoInstall(lab, CASES, CASES.length));

    it('execute nothing after a change in another app', () => expectNothingExecuted(lab, CASES));
  },
);
