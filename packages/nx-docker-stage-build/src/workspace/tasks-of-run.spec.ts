import { siblingsOf, tasksOf } from './tasks-of-run';

const EXECUTOR = 'nx-docker-stage-build:plan';
const target = { executor: EXECUTOR, options: { tags: ['1'] } };

function contextOf(overrides: object) {
  const project = (root: string) => ({ root, targets: { 'image-plan': target } });
  return {
    projectName: 'api',
    targetName: 'image-plan',
    projectsConfigurations: { version: 2, projects: { api: project('api'), web: project('web') } },
    taskGraph: {
      tasks: {
        'api:image-plan': { target: { project: 'api', target: 'image-plan' }, overrides },
      },
    },
  } as unknown as Parameters<typeof siblingsOf>[1];
}

describe.each([
  ['siblingsOf', siblingsOf],
  ['tasksOf', tasksOf],
])('%s', (_, list) => {
  it.each<[number, object, object]>([
    [1, { push: 'false' }, { push: false }],
    [2, { push: 'true', tags: 'true' }, { push: true, tags: 'true' }],
    [3, { push: true }, { push: true }],
    [4, { 'git-labels': 'false' }, { gitLabels: false }],
    [5, { noCache: 'true' }, { noCache: 'true' }],
    [6, { image: 'false' }, { image: 'false' }],
    [7, { push: 'perhaps', unknown: 'true' }, { push: 'perhaps', unknown: 'true' }],
    [8, { failOnDrift: 'true' }, { failOnDrift: true }],
    [9, { targetStage: 'deps' }, { target: 'deps' }],
    [10, { 'target-stage': 'deps' }, { target: 'deps' }],
    [11, { __overrides_unparsed__: ['--x'] }, {}],
  ])('%i reads %j of a command line as Nx would', (_, overrides, expected) => {
    for (const { options } of list(EXECUTOR, contextOf(overrides))) {
      expect(options).toEqual({ tags: ['1'], ...expected });
    }
  });
});

it('reads what is configured under another name too', () => {
  const context = contextOf({});
  const { targets } = context.projectsConfigurations.projects['api'] as {
    targets: Record<string, object>;
  };
  targets['image-plan'] = {
    executor: EXECUTOR,
    options: { target: 'a' },
    configurations: { ci: { targetStage: 'b' } },
  };
  const ci = { ...context, configurationName: 'ci' };
  expect(siblingsOf(EXECUTOR, ci)[0]?.options).toEqual({ target: 'b' });
});

describe('siblingsOf', () => {
  it('has all projects with the target, and tasksOf those of the run', () => {
    const names = (tasks: ReturnType<typeof tasksOf>) => tasks.map(({ project }) => project.name);
    expect(names(siblingsOf(EXECUTOR, contextOf({})))).toEqual(['api', 'web']);
    expect(names(tasksOf(EXECUTOR, contextOf({})))).toEqual(['api']);
  });
});
