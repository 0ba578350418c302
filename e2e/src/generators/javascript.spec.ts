import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { paths } from '@docker-stage-build/tools/engine/paths';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { packPackages } from '@docker-stage-build/tools/pack/pack-packages';
import { describeWith } from '../harness';
import { openLab, type Lab } from './open-lab';
import { buildAll, changeSources, expectImage, generateAll, type PresetCase } from './preset-cases';

const CASES: readonly PresetCase[] = [
  {
    // Built by Nx inside of the image, after a library that is loaded when it runs.
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
      lab = await openLab({
        name: 'presets-javascript',
        parts: ['bases'],
        fixtures: ['npm', 'pages'],
      });
      await completeManifests(lab);
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

    it('install nothing after a change of sources', async () => {
      changeSources(lab, CASES);
      await buildAll(lab, CASES);
      const executed = await lab.listExecuted();
      expect(executed.filter((step) => !step.startsWith('[build '))).toEqual([]);
      expect(executed).toHaveLength(3);
    });

    it('execute nothing after a change in another app', async () => {
      lab.workspace.write('apps/web/src/other.ts', 'export const other = 1;\n');
      await buildAll(lab, CASES);
      expect(await lab.listExecuted()).toEqual([]);
    });
  },
);

/** As in a workspace that installed the plugin, so that Nx finds it inside of an image too; and with apps in a nested folder. */
async function completeManifests({ workspace: { root, write } }: Lab): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    workspaces: string[];
    devDependencies: Record<string, string>;
  };
  manifest.workspaces.push('apps/team/*');
  mkdirSync(join(root, 'vendor'));
  for (const tarball of await packPackages(join(paths.cache, 'workspaces/tarballs'))) {
    const name = basename(tarball).replace(/-\d.*$/, '');
    const scoped = name.replace(/^docker-stage-build-/, '@docker-stage-build/');
    copyFileSync(tarball, join(root, 'vendor', basename(tarball)));
    manifest.devDependencies[scoped] = `file:vendor/${basename(tarball)}`;
  }
  write('package.json', JSON.stringify(manifest, null, 2));
  await run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit'], {
    cwd: root,
  });
}
