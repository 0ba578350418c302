import { cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ImagePlan, StagePlan } from '@docker-stage-build/core';
import { parsePlanOptions } from '../../options';
import { openRepository } from '../../git/repository';
import { makeRepository, type TestRepository } from '../../testing/make-repository';
import { planTogether } from './plan-together';

const EXAMPLE = join(__dirname, '../../../../../examples/shop');
const ROOTS = ['apps/api', 'apps/web', 'apps/worker', 'libs/catalog', 'libs/http', 'libs/money'];
const DOCKERFILE = `FROM node:20-slim AS deps
WORKDIR /app
COPY --from=manifests / ./
RUN npm ci
FROM deps AS build
COPY . .
RUN npm run build --workspace=api
`;

type Json = Readonly<Record<string, Record<string, unknown>>>;

describe('a Dockerfile that reads the context manifests', () => {
  let repository: TestRepository;

  beforeEach(() => {
    repository = makeRepository();
    cpSync(EXAMPLE, repository.root, {
      recursive: true,
      filter: (path) => !['node_modules', 'dist', '.nx'].includes(basename(path)),
    });
    repository.write('apps/api/Dockerfile', DOCKERFILE);
    repository.commit('shop');
  });
  afterEach(() => repository.remove());

  async function plan(project = 'api'): Promise<ImagePlan> {
    const workspace = {
      root: repository.root,
      projects: ROOTS.map((root) => ({ name: basename(root), root })),
      dependencies: new Map([['api', ['catalog', 'money']]]),
      uses: new Map([['api', ['fastify']]]),
      defaultBase: 'main',
    };
    const root = ROOTS.find((one) => basename(one) === project) as string;
    const wish = parsePlanOptions({ base: 'HEAD' }, { project });
    const { plan: made, failures } = await planTogether(
      [{ project: { name: project, root }, options: wish }],
      {
        wish,
        workspace,
        repository: openRepository(repository.root),
        env: {},
        now: 0,
        signal: new AbortController().signal,
        warn: () => undefined,
      },
    );
    if (failures[0]) throw failures[0].error;
    return made.images[0] as ImagePlan;
  }
  const stage = (image: ImagePlan, name: string) =>
    image.stages.find((one) => one.name === name) as StagePlan;

  /** Adds a dependency to a package, to its package.json and the lockfile, as `npm install` does. */
  function addDependency(folder: string): void {
    change(`${folder}/package.json`, (manifest) => {
      manifest['dependencies'] = { ...manifest['dependencies'], 'left-pad': '1.3.0' };
    });
    change('package-lock.json', ({ packages }) => {
      const entry = packages?.[folder] as { dependencies: Record<string, string> };
      entry.dependencies = { ...entry.dependencies, 'left-pad': '1.3.0' };
      Object.assign(packages ?? {}, { 'node_modules/left-pad': { version: '1.3.0' } });
    });
  }

  function change(path: string, edit: (json: Record<string, Record<string, unknown>>) => void) {
    const json = JSON.parse(readFileSync(join(repository.root, path), 'utf8')) as Json;
    edit(json);
    repository.write(path, `${JSON.stringify(json, null, 2)}\n`);
  }

  it('is not affected by a dependency of an app that it does not depend on', async () => {
    const before = stage(await plan(), 'deps');
    expect(before).toMatchObject({ affected: false, projects: ['api', 'catalog', 'money'] });
    addDependency('apps/web');
    const after = await plan();
    expect(stage(after, 'deps')).toMatchObject({ affected: false, why: [] });
    expect(stage(after, 'deps').fingerprint).toBe(before.fingerprint);
  });

  it('is affected by a dependency of a library that it depends on, and says which files changed', async () => {
    addDependency('libs/money');
    expect(stage(await plan(), 'deps')).toMatchObject({
      affected: true,
      why: ['libs/money/package.json (manifests) changed', 'package-lock.json (manifests) changed'],
    });
  });

  it('has no name in a commit that could not make manifests', async () => {
    repository.git('rm', '-q', 'package-lock.json');
    repository.commit('no lockfile');
    repository.git('checkout', '-q', 'HEAD~1', '--', 'package-lock.json');
    expect(stage(await plan(), 'deps').affected).toBe(true);
  });

  it('says how many packages it installs, and what serving would gain where nobody asked', async () => {
    expect((await plan()).why).toContainEqual(
      expect.stringMatching(/^manifests: installs \d+ of \d+ packages$/),
    );
    repository.write('apps/api/Dockerfile', DOCKERFILE.replace('--from=manifests / ./', '. .'));
    expect((await plan()).why).toContainEqual(
      expect.stringMatching(/^with serveManifests, .* on \d+ of \d+ packages$/),
    );
  });
});
