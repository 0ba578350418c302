import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatTable, type Plan } from '@docker-stage-build/core';
import { parsePlanOptions, type RawImageOptions } from '../../options';
import { openRepository } from '../../git/repository';
import { makeRepository, type TestRepository } from '../../testing/make-repository';
import { planTogether } from './plan-together';

const EXAMPLE = join(__dirname, '../../../../../examples/shop');
const DEPENDENCIES = new Map([
  ['api', ['catalog', 'money']],
  ['web', ['catalog', 'http']],
  ['worker', ['money']],
]);
const PROJECTS = ['apps/api', 'apps/web', 'apps/worker', 'libs/catalog', 'libs/http', 'libs/money'];

/** The shop with a second commit, which changes a library. */
function makeShop(): TestRepository {
  const repository = makeRepository();
  cpSync(EXAMPLE, repository.root, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist', '.nx'].includes(basename(path)),
  });
  repository.commit('shop');
  repository.write('libs/catalog/src/more.ts', 'export const more = 1;\n');
  repository.commit('change a library');
  return repository;
}

type Wish = RawImageOptions & {
  readonly env?: NodeJS.ProcessEnv;
  readonly projects?: readonly string[];
};

async function plan(
  repository: TestRepository,
  { env = {}, projects = ['api'], ...options }: Wish = {},
): Promise<Plan> {
  const named = PROJECTS.map((root) => ({ name: basename(root), root }));
  const workspace = {
    root: repository.root,
    projects: named,
    dependencies: DEPENDENCIES,
    uses: new Map(),
    defaultBase: 'main',
  };
  const wish = parsePlanOptions(
    { image: 'registry.example.com/shop/{name}', ...options },
    { project: 'api' },
  );
  const asked = projects.map((name) => ({
    project: { name, root: `apps/${name}` },
    options: wish,
  }));
  const { plan: together, failures } = await planTogether(asked, {
    now: Date.UTC(2026, 0, 1),
    wish,
    workspace,
    repository: openRepository(repository.root),
    env: { HOME: '/home/me', ...env },
    signal: new AbortController().signal,
    warn: (message) => {
      throw new Error(message);
    },
  });
  expect(failures).toEqual([]);
  return together;
}

describe('the plan of the example', () => {
  let repository: TestRepository;
  beforeAll(() => (repository = makeShop()));
  afterAll(() => repository.remove());

  it.each([
    ['a workstation', {}],
    ['a private runner', { env: { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'self-hosted' } }],
    [
      'a cloud runner',
      { push: true, env: { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted' } },
    ],
    ['a cloud runner that pushes nothing', { env: { CI: 'true' } }],
    ['a cloud runner, three images', { env: { CI: 'true' }, projects: ['api', 'web', 'worker'] }],
    ['two platforms', { platforms: ['linux/amd64', 'linux/arm64'] }],
  ])('on %s', async (_, options) => {
    expect(formatTable(await plan(repository, options))).toMatchSnapshot();
  });

  it('as JSON', async () => {
    expect(await plan(repository, { push: true, env: { CI: 'true' } })).toMatchSnapshot();
  });

  it('is the same, byte for byte, in another folder', async () => {
    const other = makeShop();
    const env = { CI: 'true' };
    expect(JSON.stringify(await plan(other, { env }))).toBe(
      JSON.stringify(await plan(repository, { env })),
    );
    other.remove();
  });
});
