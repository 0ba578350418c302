import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '../harness';
import { addPlugin, lockPackages } from './lab-packages';
import { openLab, type Lab } from './open-lab';
import {
  buildAll,
  expectImage,
  expectNoInstall,
  expectNothingExecuted,
  generateAll,
  type PresetCase,
} from './preset-cases';

const CASES: readonly PresetCase[] = [
  {
    // Express, built by Nx inside of the image, after a library that is loaded when it runs; listens for no signal.
    project: '@shop/orders',
    preset: 'node',
    image: 'shop/orders',
    port: 3000,
    answer: '200 order 21 for 119',
    user: 'node',
    megabytes: 75,
    layers: 3,
    health: 0,
    source: 'apps/team/orders/src/main.ts',
    comment: '// changed',
  },
  {
    // One bundle; installs what all projects need.
    project: 'api',
    preset: 'node',
    args: ['--force', '--dependencies=workspace', '--healthPath=/health'],
    image: 'api',
    port: 3000,
    path: '/products/rope',
    answer: '200 {"id":"rope"',
    user: 'node',
    megabytes: 75,
    layers: 2,
    health: 0,
    source: 'apps/api/src/main.ts',
    comment: '// changed',
  },
  {
    project: 'site',
    preset: 'static-nginx',
    image: 'site',
    port: 8080,
    path: '/a/path/of/the/app',
    answer: '200 <!doctype html>\n<',
    user: 'nginx',
    megabytes: 45,
    layers: 2,
    health: 0,
    source: 'apps/site/src/main.js',
    comment: '// changed',
  },
  {
    project: 'docs',
    preset: 'static-caddy',
    args: ['--preset=static-caddy'],
    image: 'docs',
    port: 8080,
    path: '/guide',
    answer: '200 <!doctype html><title>Guide</title>',
    others: { '/nowhere': '404 <!doctype html><title>Not here</title>' },
    user: '65532:65532',
    megabytes: 55,
    layers: 2,
    health: 0,
    source: 'apps/docs/public/guide.html',
    comment: '<!-- changed -->',
  },
];

describeWith(
  ['engine', 'registry', 'base', 'bases'],
  'generated Dockerfiles of Node.js apps and sites',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      const fixtures = ['npm', 'pages'];
      lab = await openLab({ name: 'presets-javascript', parts: ['bases'], fixtures });
      const { root, write } = lab.workspace;
      const manifest = readFileSync(join(root, 'package.json'), 'utf8');
      // Apps in a nested folder.
      write('package.json', manifest.replace('"libs/*"', '"libs/*", "apps/team/*"'));
      await addPlugin(lab);
      await lockPackages(lab);
    });
    afterAll(() => lab?.close());

    it('are written without a warning of the linter', () => generateAll(lab, CASES));

    it('build, with the targets that are inferred', async () => {
      await buildAll(lab, CASES);
      expect((await lab.listExecuted()).join('\n')).toMatch(/^\[deps .* npm ci$/m);
    });

    it.each(CASES)('$project answers, small and not as root', (one) => expectImage(lab, one));

    it('has no packages of development', async () => {
      const list = ['ls', '/app', '/app/node_modules', '/app/apps/team/orders'];
      const listed = await lab.docker('run', '--rm', 'shop/orders:latest', ...list);
      expect(listed).toContain('nanoid');
      expect(listed).not.toMatch(/typescript|esbuild|^nx$|src/m);
    });

    it('install nothing after a change of sources', () => expectNoInstall(lab, CASES, 3));

    it('execute nothing after a change in another app', () => expectNothingExecuted(lab, CASES));
  },
);
