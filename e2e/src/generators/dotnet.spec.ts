import { describeWith } from '../harness';
import { openLab, type Lab } from './open-lab';
import { buildAll, changeSources, expectImage, generateAll, type PresetCase } from './preset-cases';

const DESK: PresetCase = {
  project: 'desk',
  preset: 'dotnet',
  args: ['--baseImages=sdk=dotnet-sdk:3.1', '--baseImages=runtime=dotnet-aspnet:3.1'],
  image: 'desk',
  port: 8080,
  answer: '200 desk of 72 cm',
  user: '1654',
  megabytes: 130,
  layers: 2,
  health: 0,
  source: 'services/desk/Program.cs',
  comment: '// changed',
};

describeWith(
  ['engine', 'registry', 'base', 'dotnet'],
  'the generated Dockerfile of a .NET app',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab({ name: 'presets-dotnet', parts: ['dotnet'], fixtures: ['dotnet'] });
    });
    afterAll(() => lab?.close());

    it('is written without a warning of the linter', () => generateAll(lab, [DESK]));

    it('builds, and answers, small and not as root', async () => {
      await buildAll(lab, [DESK]);
      expect(await lab.listExecuted()).toHaveLength(2);
      await expectImage(lab, DESK);
    });

    it('restores nothing after a change of sources, and executes nothing after one elsewhere', async () => {
      changeSources(lab, [DESK]);
      await buildAll(lab, [DESK]);
      expect(await lab.listExecuted()).toEqual([expect.stringContaining('dotnet publish')]);
      lab.workspace.write('apps/web/src/other.ts', 'export const other = 1;\n');
      await buildAll(lab, [DESK]);
      expect(await lab.listExecuted()).toEqual([]);
    });
  },
);
