import { makeWorkspace, type Workspace } from '.';

describe('a workspace with the plugin installed', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop' });
  });

  afterAll(() => workspace?.remove());

  it('shows the inferred targets of an app', async () => {
    const { stdout } = await workspace.nx(['show', 'project', 'api', '--json']);
    const { targets } = JSON.parse(stdout) as { targets: Record<string, { executor: string }> };
    expect(targets).toMatchObject({
      image: { executor: 'nx-docker-stage-build:build' },
      'image-plan': { executor: 'nx-docker-stage-build:plan' },
    });
  });

  it('builds an app', async () => {
    const { exitCode, stdout } = await workspace.nx(['build', 'api']);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['libs/money/src/index.ts', ['api', 'worker']],
    ['libs/http/src/index.ts', ['web']],
    ['libs/catalog/src/index.ts', ['api', 'web']],
  ])('knows which images a change to %s affects', async (path, apps) => {
    const base = await workspace.git(['rev-parse', 'HEAD']);
    const before = await workspace.git(['show', `HEAD:${path}`]);
    workspace.write(path, `${before}\nexport const changed = true;\n`);
    await workspace.commit(`fix: change ${path}`);
    const args = ['show', 'projects', '--affected', '--with-target=image', '--json'];
    const { stdout } = await workspace.nx([...args, `--base=${base}`]);
    expect((JSON.parse(stdout) as string[]).sort()).toEqual(apps);
  });
});
