import { describeWith } from '../harness';
import { openLab, type Lab } from './open-lab';
import {
  buildAll,
  changeSources,
  expectImage,
  expectNothingExecuted,
  generateAll,
  type PresetCase,
} from './preset-cases';

const SHARED = { user: '65532:65532', health: 0, port: 8080, comment: '// changed' } as const;

const CASES: readonly PresetCase[] = [
  {
    ...SHARED,
    project: 'post',
    preset: 'rust',
    image: 'post',
    init: true,
    answer: '200 posted 42',
    megabytes: 35,
    layers: 1,
    source: 'services/post/src/main.rs',
  },
  {
    // Its main file is not where Cargo would look, and it has a build script, a bench and another program.
    ...SHARED,
    project: 'sort',
    preset: 'rust',
    image: 'sort',
    init: true,
    answer: '200 sorted by weight 36',
    megabytes: 35,
    layers: 1,
    source: 'services/sort/server/start.rs',
  },
  {
    ...SHARED,
    project: 'bill',
    preset: 'java-maven',
    args: ['--port=8080'],
    image: 'bill',
    answer: '200 billed',
    megabytes: 130,
    layers: 2,
    source: 'services/bill/src/main/java/shop/Bill.java',
  },
  {
    // A module that another one is compiled into.
    ...SHARED,
    project: 'till',
    preset: 'java-maven',
    args: ['--port=8080'],
    image: 'till',
    answer: '200 Tilled 120',
    megabytes: 130,
    layers: 2,
    source: 'java/apps/till/src/main/java/till/Till.java',
  },
  {
    // Debian's Gradle is 4.4.
    ...SHARED,
    project: 'mill',
    preset: 'java-gradle',
    args: ['--port=8080', '--baseImages=build=gradle:4.4-jdk17'],
    image: 'mill',
    answer: '200 Milled 50000',
    megabytes: 130,
    layers: 2,
    source: 'gradle/apps/mill/src/main/java/mill/Mill.java',
  },
];

describeWith(
  ['engine', 'registry', 'base', 'toolchains'],
  'generated Dockerfiles of Rust and Java',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab({
        name: 'presets-toolchains',
        parts: ['toolchains'],
        fixtures: ['toolchains'],
      });
    });
    afterAll(() => lab?.close());

    it('are written without a warning of the linter', () => generateAll(lab, CASES));

    it.each(CASES)('$project builds, with the target that is inferred', async (one) => {
      await buildAll(lab, [one]);
      expect(await lab.listExecuted()).toHaveLength(2);
    });

    it.each(CASES)('$project answers, small and not as root', (one) => expectImage(lab, one));

    it.each(CASES)('$project installs nothing after a change of its sources', async (one) => {
      changeSources(lab, [one]);
      await buildAll(lab, [one]);
      expect(await lab.listExecuted()).toEqual([expect.stringMatching(/^\[build /)]);
    });

    it('execute nothing after a change in another app', () => expectNothingExecuted(lab, CASES));
  },
);
