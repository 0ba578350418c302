import { describeWith } from '../harness';
import { openLab, type Lab } from './open-lab';
import {
  buildAll,
  expectImage,
  expectNoInstall,
  expectNothingExecuted,
  generateAll,
  type PresetCase,
} from './preset-cases';

const SHARED = { user: '65532:65532', health: 0, preset: 'python' } as const;

const CASES: readonly PresetCase[] = [
  {
    ...SHARED,
    project: 'pay',
    image: 'pay',
    port: 8000,
    answer: '200 paid',
    megabytes: 70,
    layers: 3,
    source: 'services/pay/main.py',
    comment: '# changed',
  },
  {
    ...SHARED,
    project: 'tax',
    image: 'tax',
    port: 8000,
    answer: '200 taxed',
    megabytes: 70,
    layers: 3,
    source: 'services/tax/app.py',
    comment: '# changed',
  },
  {
    ...SHARED,
    project: 'mail',
    args: ['--port=8000'],
    image: 'mail',
    port: 8000,
    answer: '200 mailed 0.13.4',
    megabytes: 70,
    layers: 3,
    source: 'services/mail/main.py',
    comment: '# changed',
  },
  {
    // A member of a uv workspace, which depends on another one.
    ...SHARED,
    project: 'fee',
    image: 'fee',
    port: 8000,
    answer: '200 fee of 7 %',
    megabytes: 70,
    layers: 3,
    source: 'py/apps/fee/app.py',
    comment: '# changed',
  },
  {
    ...SHARED,
    project: 'cart',
    preset: 'go',
    image: 'cart',
    port: 8080,
    answer: '200 cart 36 of 36',
    megabytes: 6,
    layers: 2,
    health: null,
    source: 'services/cart/main.go',
    comment: '// changed',
  },
  {
    // What Nx builds outside of the image.
    ...SHARED,
    project: 'api',
    preset: 'generic',
    args: [
      '--force',
      '--preset=generic',
      '--command=node main.cjs',
      '--port=3000',
      '--baseImages=debian=node:20-slim',
    ],
    image: 'api',
    port: 3000,
    path: '/products/rope',
    answer: '200 {"id":"rope"',
    megabytes: 75,
    layers: 2,
    source: 'apps/api/src/main.ts',
    comment: '// changed',
  },
];

describeWith(
  ['engine', 'registry', 'base', 'bases'],
  'generated Dockerfiles of Python, Go and anything else',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab({ name: 'presets-languages', parts: ['bases'], fixtures: ['bases'] });
    });
    afterAll(() => lab?.close());

    it('are written without a warning of the linter', () => generateAll(lab, CASES));

    it('build, with the targets that are inferred', async () => {
      await buildAll(lab, CASES);
      expect((await lab.listExecuted()).join('\n')).toMatch(
        /\[deps \d+\/\d+\] RUN go mod download/,
      );
    });

    it.each(CASES)('$project answers, small and not as root', (one) => expectImage(lab, one));

    it('install nothing after a change of sources', () => expectNoInstall(lab, CASES, 2));

    it('execute nothing after a change in another app', () => expectNothingExecuted(lab, CASES));
  },
);
