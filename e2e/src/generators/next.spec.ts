import { describeWith } from '../harness';
import { lockPackages } from './lab-packages';
import { openLab, type Lab } from './open-lab';
import { buildAll, changeSources, expectImage, generateAll, type PresetCase } from './preset-cases';

const FRONT: PresetCase = {
  project: 'front',
  preset: 'next',
  image: 'front',
  port: 3000,
  path: '/robots.txt',
  answer: '200 User-agent: *',
  user: 'node',
  megabytes: 130,
  layers: 4,
  health: 0,
  source: 'apps/front/app/page.jsx',
  comment: '// changed',
};

describeWith(['engine', 'registry', 'base'], 'the generated Dockerfile of a Next.js app', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ name: 'presets-next', parts: [], fixtures: ['next'] });
    await lockPackages(lab);
  });
  afterAll(() => lab?.close());

  it('is written without a warning of the linter', () => generateAll(lab, [FRONT]));

  it('builds', async () => {
    await buildAll(lab, [FRONT]);
    expect(await lab.listExecuted()).toHaveLength(2);
  });

  it('serves files and pages, small and not as root', async () => {
    await expectImage(lab, FRONT);
    await expectImage(lab, { ...FRONT, path: '/', answer: '200 <!DOCTYPE html>' });
  });

  it('installs nothing after a change of sources, and executes nothing after one elsewhere', async () => {
    changeSources(lab, [FRONT]);
    await buildAll(lab, [FRONT]);
    expect(await lab.listExecuted()).toEqual([expect.stringContaining('npm run build')]);
    lab.workspace.write('apps/web/src/other.ts', 'export const other = 1;\n');
    await buildAll(lab, [FRONT]);
    expect(await lab.listExecuted()).toEqual([]);
  });
});
