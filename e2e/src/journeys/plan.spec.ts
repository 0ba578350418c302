import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '@docker-stage-build/core';
import { makeWorkspace, type Workspace } from '@docker-stage-build/tools/workspace';

describe('image-plan, with no engine and no network', () => {
  let workspace: Workspace;
  const nowhere = { PATH: process.env['PATH'] ?? '', DOCKER_HOST: 'tcp://127.0.0.1:1' };

  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop' });
    workspace.write('libs/money/src/extra.ts', 'export const extra = 1;\n');
    await workspace.commit('change a library');
  });
  afterAll(() => workspace?.remove());

  async function plan(...args: string[]): Promise<Plan> {
    const run = await workspace.nx(
      ['run', 'api:image-plan', '--format=json', '--outputFile=dist/plan.json', ...args],
      { env: nowhere },
    );
    expect(run.stdout + run.stderr).not.toContain('ERROR');
    expect(run.exitCode).toBe(0);
    return JSON.parse(readFileSync(join(workspace.root, 'dist/plan.json'), 'utf8')) as Plan;
  }

  it('says which stages differ from the base, and why', async () => {
    const { images, version, runner } = await plan();
    expect(version).toBe(1);
    expect(runner).toMatchObject({ kind: 'workstation', provider: null });
    const stages = images[0]?.stages ?? [];
    expect(stages.map(({ name, affected }) => [name, affected])).toEqual([
      ['base', false],
      ['deps', false],
      ['build', true],
      ['production', true],
    ]);
    expect(stages[2]?.why).toEqual(['libs/money/src/extra.ts added']);
    expect(stages.every(({ exists }) => exists === null)).toBe(true);
  });

  it('writes the same bytes twice', async () => {
    expect(JSON.stringify(await plan())).toBe(JSON.stringify(await plan()));
  });

  it('names caches where bases are pinned, and follows the runner kind', async () => {
    const pinned = await plan('--runnerKind=cloud', '--push', '--image=r.example.com/shop/{name}');
    expect(pinned.cache).toMatchObject({ kind: 'registry', location: 'r.example.com/shop/cache' });
    expect((await plan('--runnerKind=private')).cache.kind).toBe('local');
  });

  it.each(['table', 'mermaid', 'bake'])('prints a %s', async (format) => {
    const run = await workspace.nx(['run', 'api:image-plan', `--format=${format}`], {
      env: nowhere,
    });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain(
      { table: 'libs/money/src/extra.ts added', mermaid: 'flowchart LR', bake: '"tags": [' }[
        format
      ],
    );
  });

  it('plans many images at once, with what they share', async () => {
    const { images } = await plan('--images=all', '--push', '--image=r.example.com/{name}');
    expect(images.map(({ project, tags }) => [project, tags[0]?.split(':')[0]])).toEqual(
      ['api', 'web', 'worker'].map((name) => [name, `r.example.com/${name}`]),
    );
    const deps = images[1]?.stages.find(({ name }) => name === 'deps');
    expect(deps?.sharedWith).toEqual(['api', 'worker']);

    expect((await plan('--images=web,api')).images.map(({ project }) => project)).toEqual([
      'api',
      'web',
    ]);
    const unknown = await workspace.nx(['run', 'api:image-plan', '--images=wep'], { env: nowhere });
    expect(unknown.exitCode).toBe(1);
    expect(unknown.stdout + unknown.stderr).toMatch(/PROJECT_UNKNOWN.*Did you mean web\?/s);
  });

  it('plans the images with an affected stage', async () => {
    workspace.write('apps/web/src/extra.ts', 'export const extra = 1;\n');
    await workspace.commit('change an app');
    expect((await plan('--images=affected')).images.map(({ project }) => project)).toEqual(['web']);
    expect((await plan('--images=affected', '--base=HEAD')).images).toEqual([]);
  });

  it('joins the plans of a run that go into one file', async () => {
    const run = (file: string) =>
      workspace.nx(['run-many', '-t', 'image-plan', '--format=json', `--outputFile=dist/${file}`], {
        env: nowhere,
      });
    const read = (file: string): string[] => {
      const text = readFileSync(join(workspace.root, 'dist', file), 'utf8');
      return (JSON.parse(text) as Plan).images.map(({ project }) => project);
    };
    expect((await run('all.json')).exitCode).toBe(0);
    expect(read('all.json')).toEqual(['api', 'web', 'worker']);
    expect((await run('{name}.json')).exitCode).toBe(0);
    expect(read('web.json')).toEqual(['web']);
  });

  it('lets a project that writes its own target have its say', async () => {
    const targets = {
      image: { options: { target: 'build' }, configurations: { release: { push: true } } },
      'image-plan': { executor: 'nx-docker-stage-build:plan', options: { target: 'deps' } },
    };
    workspace.write('apps/api/project.json', JSON.stringify({ name: 'api', targets }));
    const shown = await workspace.nx(['show', 'project', 'api', '--json']);
    expect(JSON.parse(shown.stdout).targets.image).toMatchObject({
      executor: 'nx-docker-stage-build:build',
      cache: false,
      options: { target: 'build' },
      configurations: { release: { push: true } },
    });
    const { images } = await plan();
    expect(images[0]?.stages.map(({ name }) => name)).toEqual(['base', 'deps']);
  });
});
