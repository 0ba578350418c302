import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatTable, type Plan } from '@docker-stage-build/core';
import { parseImageOptions, type RawImageOptions } from '../options';
import { makeRepository, type TestRepository } from '../testing/make-repository';
import { planImage } from './plan-image';
import { prepareImage } from './prepare-image';

const EXAMPLE = join(__dirname, '../../../../examples/shop');
const PROJECTS = ['apps/api', 'apps/web', 'apps/worker', 'libs/catalog', 'libs/http', 'libs/money'];

/** The shop with a second commit, which changes a library. */
function makeShop(): TestRepository {
  const repository = makeRepository();
  cpSync(EXAMPLE, repository.root, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist', '.nx'].includes(basename(path)),
  });
  repository.commit('shop');
  repository.write('libs/http/src/more.ts', 'export const more = 1;\n');
  repository.commit('change a library');
  return repository;
}

async function plan(
  repository: TestRepository,
  { env = {}, ...options }: RawImageOptions & { env?: NodeJS.ProcessEnv } = {},
): Promise<Plan> {
  const named = PROJECTS.map((root) => ({ name: basename(root), root }));
  const workspace = {
    root: repository.root,
    project: { name: 'api', root: 'apps/api' },
    projects: named,
    defaultBase: 'main',
  };
  const asked = parseImageOptions(
    { image: 'registry.example.com/shop/{name}', ...options },
    { project: 'api' },
  );
  const whole = { HOME: '/home/me', ...env };
  const prepared = await prepareImage(asked, { workspace, env: whole });
  const planned = await planImage(prepared, {
    client: null,
    warn: (message) => {
      throw new Error(message);
    },
  });
  return planned.plan;
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
