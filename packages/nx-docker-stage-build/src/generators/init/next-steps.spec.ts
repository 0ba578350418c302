import { formatSteps, listNextSteps, type Setup } from './next-steps';

const SETUP: Setup = {
  images: ['api', 'web'],
  targets: { image: 'image', plan: 'image-plan' },
  registry: { host: 'ghcr.io', kind: 'ghcr', region: null },
  migratable: false,
  pipeline: '.gitlab-ci.yml',
};

it.each<[number, Partial<Setup>, string[]]>([
  [
    1,
    {},
    ['nx run api:image-plan', 'nx run api:image', 'nx affected -t image --push', '.gitlab-ci.yml'],
  ],
  [
    2,
    { images: [], registry: null, migratable: true, pipeline: null },
    [
      'nx g nx-docker-stage-build:init --migrate',
      'nx g nx-docker-stage-build:dockerfile PROJECT',
      'nx run PROJECT:image-plan',
      'nx run PROJECT:image',
      'nx g nx-docker-stage-build:init --registry=HOST/PATH',
      'nx g nx-docker-stage-build:ci',
    ],
  ],
  [
    3,
    {
      targets: { image: 'docker', plan: 'docker-plan' },
      registry: { host: '1.dkr.ecr.us-east-1.amazonaws.com', kind: 'ecr', region: 'us-east-1' },
    },
    [
      'nx run api:docker-plan',
      'nx run api:docker',
      'nx affected -t docker --push',
      '.gitlab-ci.yml',
    ],
  ],
])('%i: %j goes on', (_, setup, expected) => {
  const steps = listNextSteps({ ...SETUP, ...setup });
  expect(steps.map(([what]) => what)).toEqual(expected);
});

it.each<[number, Setup['registry'], string]>([
  [1, SETUP.registry, 'after docker login ghcr.io'],
  [2, { host: 'public.ecr.aws', kind: 'ecr', region: 'us-east-1' }, 'with your AWS credentials'],
])('%i: %j is pushed to', (_, registry, how) => {
  const [, , push] = listNextSteps({ ...SETUP, registry });
  expect(push?.[1]).toContain(how);
});

it('puts steps below each other', () => {
  expect(
    formatSteps([
      ['nx run api:image', 'builds'],
      ['.gitlab-ci.yml', 'is read'],
    ]),
  ).toBe('\nHow to go on:\n  nx run api:image  builds\n  .gitlab-ci.yml    is read');
});
