import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkspace, type Workspace } from '../harness';

describe('the generator configuration, installed', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop', devkit: true });
  });

  afterAll(() => workspace?.remove());

  it('writes into package.json, where the project has its configuration, and Nx reads it', async () => {
    const { exitCode } = await workspace.nx(['g', 'nx-docker-stage-build:configuration', 'api']);
    expect(exitCode).toBe(0);
    const manifest = readFileSync(join(workspace.root, 'apps/api/package.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({
      nx: { targets: { image: { configurations: { release: { push: true } } } } },
    });
    const { stdout } = await workspace.nx(['show', 'project', 'api', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      targets: {
        image: {
          executor: 'nx-docker-stage-build:build',
          inputs: expect.arrayContaining(['{workspaceRoot}/package-lock.json']),
          configurations: { ci: { tags: ['{sha}', '{branch}'] } },
        },
      },
    });
  });

  it('names the nearest project where there is none of a name', async () => {
    const run = await workspace.nx(['g', 'nx-docker-stage-build:configuration', 'apo']);
    expect(run.exitCode).not.toBe(0);
    expect(run.stdout + run.stderr).toMatch(/PROJECT_UNKNOWN[^]*Did you mean "api"\?/);
  });
});
