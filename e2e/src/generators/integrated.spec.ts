import { run } from '@docker-stage-build/tools/engine/system/run';
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

const SHARED = {
  preset: 'node',
  port: 3000,
  user: 'node',
  megabytes: 90,
  layers: 3,
  health: 0,
  comment: '// changed',
} as const;

const CASES: readonly PresetCase[] = [
  {
    // Nest, built by webpack in a target that Nx infers; listens for no signal.
    ...SHARED,
    project: 'desk',
    image: 'desk',
    answer: '200 {"desk":"open"}',
    source: 'apps/desk/src/main.ts',
  },
  {
    // Express, compiled file by file by an executor; listens for no signal.
    ...SHARED,
    project: 'kiosk',
    args: ['--dependencies=workspace'],
    image: 'kiosk',
    answer: '200 kiosk open',
    source: 'apps/kiosk/src/main.ts',
  },
  {
    // Fastify, built by webpack in an executor, with a library that is no npm package.
    ...SHARED,
    project: 'shelf',
    args: ['--dependencies=workspace'],
    image: 'shelf',
    answer: '200 shelf for 119',
    source: 'apps/shelf/src/main.ts',
  },
];

describeWith(
  ['engine', 'registry', 'base', 'frameworks'],
  'generated Dockerfiles of a workspace with one package.json',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      const shop = ['apps', 'libs', 'tsconfig.json', 'package-lock.json'];
      const fixtures = ['integrated'];
      lab = await openLab({
        name: 'presets-integrated',
        parts: ['frameworks'],
        fixtures,
        without: shop,
      });
      await addPlugin(lab);
      await lockPackages(lab);
      // Nx asks its plugin for webpack what it builds.
      await run('npm', ['ci', '--ignore-scripts', '--no-audit'], { cwd: lab.workspace.root });
    });
    afterAll(() => lab?.close());

    it('are written without a warning of the linter', () => generateAll(lab, CASES));

    // One by one: the first builds of all take longer than a test may. The last one finds all packages installed.
    it.each([
      ['desk', 3],
      ['kiosk', 3],
      ['shelf', 1],
    ])('%s builds, in %i steps', async (project, steps) => {
      await buildAll(
        lab,
        CASES.filter((one) => one.project === project),
      );
      expect(await lab.listExecuted()).toHaveLength(steps);
    });

    it.each(CASES)('$project answers, small and not as root', (one) => expectImage(lab, one));

    it('have no packages of development', async () => {
      for (const { image } of CASES) {
        const packages = await lab.docker('run', '--rm', `${image}:latest`, 'ls', 'node_modules');
        expect(packages).not.toMatch(/^(webpack|typescript|nx|@nx)$/m);
      }
    });

    it('install nothing after a change of sources', () =>
      expectNoInstall(lab, CASES, CASES.length));

    it('execute nothing after a change in another app', () => expectNothingExecuted(lab, CASES));
  },
);
