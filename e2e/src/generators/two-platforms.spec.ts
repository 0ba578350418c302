import { describeWith } from '../harness';
import { openLab, type Lab } from './open-lab';
import { buildAll, expectImage, generateAll, type PresetCase } from './preset-cases';

const CASES: readonly PresetCase[] = [
  {
    project: 'api',
    preset: 'node',
    args: ['--force'],
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
    project: 'docs',
    preset: 'static-nginx',
    image: 'docs',
    port: 8080,
    path: '/guide',
    answer: '200 <!doctype html><title>Guide</title>',
    user: 'nginx',
    megabytes: 45,
    layers: 2,
    health: 0,
    source: 'apps/docs/public/guide.html',
    comment: '<!-- changed -->',
  },
  {
    project: 'cart',
    preset: 'go',
    image: 'cart',
    port: 8080,
    answer: '200 cart 36 of 36',
    user: '65532:65532',
    megabytes: 6,
    layers: 2,
    health: null,
    source: 'services/cart/main.go',
    comment: '// changed',
  },
];

const TAX: PresetCase = {
  project: 'tax',
  preset: 'python',
  image: 'tax',
  port: 8000,
  answer: '200 taxed',
  user: '65532:65532',
  megabytes: 70,
  layers: 3,
  health: 0,
  source: 'services/tax/app.py',
  comment: '# changed',
};

const BOTH = '--platforms=linux/amd64,linux/arm64';
const EMULATED = '[linux/arm64 ';
/** Runs on the engine's own platform for another one, as the engine's record names it. */
const CROSS = '[linux/amd64->arm64 build ';

describeWith(
  ['engine', 'registry', 'base', 'bases', 'arm64'],
  'generated Dockerfiles for two platforms',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      const parts = ['arm64', 'bases'] as const;
      lab = await openLab({ name: 'presets-platforms', parts, fixtures: ['bases', 'pages'] });
    });
    afterAll(() => lab?.close());

    it('are written without a warning of the linter', () => generateAll(lab, CASES));

    it('emulate nothing: what compiles does so for the other platform', async () => {
      await buildAll(lab, CASES, BOTH);
      const executed = await lab.listExecuted();
      expect(executed.filter((step) => step.startsWith(EMULATED))).toEqual([]);
      const compiled = executed.filter((step) => step.includes('go build'));
      expect(compiled.filter((step) => step.startsWith(CROSS))).toHaveLength(1);
      expect(compiled).toHaveLength(2);
      expect(executed.filter((step) => step.includes('npm ci'))).toHaveLength(1);
    });

    it.each(CASES)('$project answers on arm64', (one) => expectImage(lab, one, 'linux/arm64'));
  },
);

// Emulated, pip takes minutes where others work too: on request, as toolchains are.
describeWith(
  ['engine', 'registry', 'base', 'bases', 'arm64', 'toolchains'],
  'the generated Dockerfile of a Python app for two platforms',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      const parts = ['arm64', 'bases'] as const;
      lab = await openLab({ name: 'presets-platforms-python', parts, fixtures: ['bases'] });
      await generateAll(lab, [TAX]);
    });
    afterAll(() => lab?.close());

    it('installs packages of each platform, and answers on arm64', async () => {
      await buildAll(lab, [TAX], BOTH);
      const emulated = (await lab.listExecuted()).filter((step) => step.startsWith(EMULATED));
      expect(emulated).toEqual([expect.stringContaining('install --requirement=requirements.txt')]);
      await expectImage(lab, TAX, 'linux/arm64');
    });
  },
);
