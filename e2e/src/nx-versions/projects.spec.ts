import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '@docker-stage-build/core';
import { makeWorkspace, type Workspace } from '../harness';
import { NX_VERSIONS } from './versions';

const DAEMON = { NX_DAEMON: 'true' };

/** Projects of every kind that Nx knows, each with an image. */
async function writeProjects(workspace: Workspace): Promise<void> {
  const edit = (path: string, change: object): void => {
    const before = JSON.parse(readFileSync(join(workspace.root, path), 'utf8'));
    workspace.write(path, JSON.stringify({ ...before, ...change }, null, 2));
  };
  edit('package.json', { nx: {} });
  edit('apps/worker/package.json', { name: '@shop/worker' });
  workspace.write('Dockerfile', 'FROM busybox:1\nCOPY . .\n');
  workspace.write('services/go/project.json', JSON.stringify({ name: 'go' }));
  workspace.write('services/go/Dockerfile', 'FROM busybox:1\nCOPY main.go .\n');
  workspace.write('services/go/main.go', 'package main\n');
  const options = { context: '{projectRoot}' };
  edit('services/go/project.json', { targets: { image: { options }, 'image-plan': { options } } });
  await workspace.commit('feat: projects of every kind');
}

describe.each(NX_VERSIONS)('projects on Nx %s', (version) => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop', nx: version });
    await writeProjects(workspace);
  });
  afterAll(async () => {
    await workspace?.nx(['daemon', '--stop'], { env: DAEMON });
    workspace?.remove();
  });

  async function readInputs(project: string): Promise<string[]> {
    const { stdout } = await workspace.nx(['show', 'project', project, '--json'], { env: DAEMON });
    return JSON.parse(stdout).targets.image.inputs;
  }

  it('have images where a folder, a scope, the root or only project.json makes them', async () => {
    const file = join(workspace.root, 'dist/plan.json');
    const run = await workspace.nx(
      ['image-plan', '--images=all', '--format=json', `--outputFile=${file}`],
      { cwd: 'services/go' },
    );
    expect(run).toMatchObject({ exitCode: 0 });
    const { images } = JSON.parse(readFileSync(file, 'utf8')) as Plan;
    const planned = images.map(({ project, dockerfile, tags }) => [project, dockerfile, ...tags]);
    expect(planned.sort()).toEqual([
      ['@shop/worker', 'apps/worker/Dockerfile', 'docker.io/shop/worker:latest'],
      ['api', 'apps/api/Dockerfile', 'docker.io/library/api:latest'],
      ['go', 'services/go/Dockerfile', 'docker.io/library/go:latest'],
      ['shop', 'Dockerfile', 'docker.io/library/shop:latest'],
      ['web', 'apps/web/Dockerfile', 'docker.io/library/web:latest'],
    ]);
  });

  it('are inferred anew by the daemon when a Dockerfile changes', async () => {
    expect(await readInputs('go')).toContain('{projectRoot}/main.go');
    workspace.write('services/go/Dockerfile', 'FROM busybox:1\nCOPY go.mod .\n');
    // The daemon hears of a change from the file system, some time.
    for (let tries = 0; tries < 20; tries++) {
      if (!(await readInputs('go')).includes('{projectRoot}/main.go')) break;
    }
    expect(await readInputs('go')).toContain('{projectRoot}/go.mod');
  });
});
