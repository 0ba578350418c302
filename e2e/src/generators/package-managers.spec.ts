import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { describeWith } from '../harness';
import { openLab, type Lab } from './open-lab';
import { tryImage } from './try-image';

/** How a package manager is got and makes its lockfile. */
interface Manager {
  readonly name: string;
  /** As package.json's `packageManager` says it. */
  readonly version: string;
  readonly lock: readonly string[];
  /** What it wants in the root's package.json. */
  readonly settings?: string;
  /** Files that it wants besides. */
  readonly files?: Readonly<Record<string, string>>;
}

const MANAGERS: readonly Manager[] = [
  {
    name: 'pnpm',
    version: 'pnpm@10.34.9',
    lock: ['pnpm@10.34.9', 'install', '--lockfile-only', '--ignore-scripts'],
    files: {
      'pnpm-workspace.yaml': 'packages:\n  - apps/*\n  - libs/*\nlinkWorkspacePackages: true\n',
      // Nx asks whether it was pnpm that installed.
      'node_modules/.modules.yaml': 'hoistedDependencies: {}\n',
    },
  },
  {
    name: 'Yarn 1',
    version: 'yarn@1.22.22',
    // It writes no lockfile without installing: not over what Nx runs from.
    lock: ['yarn@1.22.22', 'install', '--ignore-scripts', '--modules-folder=.nx/packages'],
    // It refuses a package that asks for a newer Node.js.
    settings: '"resolutions": { "cookie": "1.1.1" },',
  },
  {
    name: 'Yarn 4',
    version: 'yarn@4.18.1',
    lock: ['-p', '@yarnpkg/cli-dist@4.18.1', 'yarn', 'install', '--mode=update-lockfile'],
    // Else it may take a folder above for its project.
    files: { 'yarn.lock': '' },
  },
  {
    name: 'Bun',
    version: 'bun@1.4.5',
    lock: ['bun@1.4.5', 'install', '--lockfile-only', '--ignore-scripts'],
  },
];

/** `all`, which take seven minutes, or names: `Bun,Yarn 4`. */
const WISH = process.env['PACKAGE_MANAGERS'] ?? 'pnpm';
const isChosen = ({ name }: Manager): boolean => WISH === 'all' || WISH.split(',').includes(name);

/** A server whose bundle leaves one package out, so that it is installed for production. */
const BUILD =
  'esbuild src/main.ts --bundle --external:fastify --platform=node --format=cjs --outfile=dist/main.cjs';

const FORMS = [
  { form: 'project', file: 'Dockerfile', tag: 'latest' },
  { form: 'workspace', file: 'Dockerfile.workspace', tag: 'workspace' },
];

describeWith(['engine', 'registry', 'base'], 'generated Dockerfiles of package managers', () => {
  for (const { name } of MANAGERS.filter((manager) => !isChosen(manager)))
    it.skip(`${name} (not run: takes minutes: PACKAGE_MANAGERS=all)`, () => undefined);

  describe.each(MANAGERS.filter(isChosen))(
    '$name',
    ({ name, version, lock, settings = '', files = {} }) => {
      let lab: Lab;
      beforeAll(async () => {
        const id = name.toLowerCase().replace(' ', '-');
        const without = ['package-lock.json', 'apps/api/Dockerfile'];
        lab = await openLab({ name: `presets-${id}`, parts: [], fixtures: [], without });
        const { root, write } = lab.workspace;
        edit(lab, 'package.json', (text) =>
          text.replace('{', `{ "packageManager": "${version}", ${settings}`),
        );
        edit(lab, 'apps/api/package.json', (text) =>
          text
            .replace(/esbuild [^"]*/, BUILD)
            // Yarn 4 gives a script no programs of the root.
            .replace('"dependencies"', '"devDependencies": { "esbuild": "*" }, "dependencies"'),
        );
        for (const [path, text] of Object.entries(files)) write(path, text);
        await run('npx', ['--yes', ...lock], { cwd: root });
      });
      afterAll(() => lab?.close());

      const build = (file: string, tag: string) =>
        lab.nx('run', 'api:image', `--dockerfile={projectRoot}/${file}`, `--tags=${tag}`);

      it.each(FORMS)('$form form: builds, and answers', async ({ form, file, tag }) => {
        await lab.nx(
          'g',
          'nx-docker-stage-build:dockerfile',
          'api',
          `--dependencies=${form}`,
          `--name=${file}`,
        );
        await lab.workspace.commit(`feat: ${file}`);
        await build(file, tag);
        const tried = await tryImage(lab, `api:${tag}`, {
          port: 3000,
          path: '/products/rope',
          base: 'node:20-slim',
        });
        expect(tried).toMatchObject({ user: 'node', health: 0, layers: 3 });
        expect(tried.answer).toMatch(/^200 \{"id":"rope"/);
        expect(tried.megabytes).toBeLessThanOrEqual(80);
        const packages = await lab.docker(
          'run',
          '--rm',
          `api:${tag}`,
          'find',
          '/app',
          '-path',
          '*/bin/esbuild',
        );
        expect(packages).toBe('');
      });

      it('install nothing after a change of sources', async () => {
        await lab.listExecuted();
        edit(lab, 'apps/api/src/main.ts', (text) => `${text}\n// changed\n`);
        for (const { file, tag } of FORMS) await build(file, tag);
        const executed = await lab.listExecuted();
        expect(executed.filter((step) => !step.startsWith('[build '))).toEqual([]);
        expect(executed).not.toEqual([]);
      });
    },
  );
});

function edit({ workspace }: Lab, path: string, change: (text: string) => string): void {
  workspace.write(path, change(readFileSync(join(workspace.root, path), 'utf8')));
}
