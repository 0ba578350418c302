import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '@docker-stage-build/tools/engine/paths';
import { packPackages } from '@docker-stage-build/tools/pack/pack-packages';
import {
  servePackages,
  type PackageRegistry,
} from '@docker-stage-build/tools/workspace/serve-packages';
import { makeWorkspace, type Workspace } from '../harness';
import { runInTerminal, type Answer } from './terminal';

const ADD = ['add', 'nx-docker-stage-build'];
const DOWN = '\x1b[B';

describe('nx add', () => {
  let registry: PackageRegistry;
  let env: Record<string, string>;

  beforeAll(async () => {
    registry = await servePackages(await packPackages(join(paths.cache, 'workspaces/tarballs')));
    env = { npm_config_registry: registry.url };
  });
  afterAll(() => registry?.close());

  /** A workspace that has Nx, and knows nothing of the plugin. */
  async function openFresh(nx: string): Promise<Workspace> {
    const workspace = await makeWorkspace({ example: 'shop', nx, plugin: false });
    workspace.write('nx.json', '{ "neverConnectToCloud": true, "analytics": false }\n');
    await workspace.commit('chore: nothing builds images');
    return workspace;
  }

  async function readTargets(workspace: Workspace): Promise<unknown> {
    const { stdout } = await workspace.nx(['show', 'project', 'api', '--json']);
    return JSON.parse(stdout).targets;
  }

  // Nx 22 asks with another library than Nx 24.
  it.each(['22.7.12', '24.0.6'])('asks two things in a terminal, with Nx %s', async (version) => {
    const workspace = await openFresh(version);
    const answers: Answer[] = [
      ['Where do images go?', 'ghcr.io/shop\r'],
      ['Where does CI run?', `${DOWN}\r`],
    ];
    const nx = join(workspace.root, 'node_modules/.bin/nx');
    const run = await runInTerminal([nx, ...ADD], { cwd: workspace.root, answers, env });
    expect(run.stdout).toMatch(
      /CREATE \.github\/workflows\/images\.yml[^]*How to go on:[^]*nx run api:image [^]*docker login ghcr\.io[^]*added successfully/,
    );
    expect(run.exitCode).toBe(0);
    expect(await readTargets(workspace)).toMatchObject({
      image: { options: { image: 'ghcr.io/shop/{name}' } },
    });
    workspace.remove();
  });

  it('asks nothing without one, and says what is still to be said', async () => {
    const workspace = await openFresh('23.3.2');
    const { exitCode, stdout } = await workspace.nx(ADD, { env });
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(
        /How to go on:[^]*nx run api:image [^]*init --registry=[^]*nx-docker-stage-build:ci/,
      ) as unknown,
    });
    const manifest = readFileSync(join(workspace.root, 'package.json'), 'utf8');
    expect(JSON.parse(manifest).devDependencies).toHaveProperty('nx-docker-stage-build');
    expect(await readTargets(workspace)).toHaveProperty('image-plan');
    expect((await workspace.git(['status', '--porcelain'])).split('\n')).toEqual([
      ' M nx.json',
      ' M package-lock.json',
      ' M package.json',
    ]);
    workspace.remove();
  });
});
