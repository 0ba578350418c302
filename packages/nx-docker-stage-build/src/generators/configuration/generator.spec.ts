import { addProjectConfiguration, readJson, readProjectConfiguration, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { logger } from '../../report/logger';
import configurationGenerator from './generator';

let tree: Tree;
let warnings: string[];

beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  tree.write('nx.json', JSON.stringify({ plugins: ['nx-docker-stage-build'] }));
  addProjectConfiguration(tree, 'api', { root: 'apps/api' });
  tree.write('apps/api/Dockerfile', 'FROM scratch');
  warnings = [];
  jest.spyOn(logger, 'warn').mockImplementation((text) => void warnings.push(text));
});

afterEach(() => jest.restoreAllMocks());

const CONFIGURATIONS = {
  ci: { push: true, tags: ['{sha}', '{branch}'] },
  release: { push: true, tags: ['{version}', 'latest'] },
  local: { load: true, tags: ['latest'], cache: 'none' },
};

const imageOf = (project: string) => readProjectConfiguration(tree, project).targets?.['image'];

describe('the generator configuration', () => {
  it('says of an inferred target only what is special', async () => {
    await configurationGenerator(tree, { project: 'api' });
    expect(imageOf('api')).toEqual({ configurations: CONFIGURATIONS });
    expect(warnings).toEqual([]);
  });

  it('writes where the project keeps its configuration', async () => {
    tree.write('package.json', JSON.stringify({ name: 'root', workspaces: ['libs/*'] }));
    tree.write('libs/web/package.json', JSON.stringify({ name: '@shop/web', version: '1.0.0' }));
    await configurationGenerator(tree, { project: '@shop/web', configurations: ['release'] });
    expect(tree.exists('libs/web/project.json')).toBe(false);
    expect(readJson(tree, 'libs/web/package.json')).toMatchObject({
      name: '@shop/web',
      nx: {
        targets: {
          image: {
            executor: 'nx-docker-stage-build:build',
            configurations: { release: CONFIGURATIONS.release },
          },
        },
      },
    });
    expect(warnings).toEqual([expect.stringContaining('no Dockerfile yet')]);
  });

  it.each<[number, object, object]>([
    [1, { configurations: 'ci' }, { configurations: { ci: CONFIGURATIONS.ci } }],
    [2, { default: 'local' }, { defaultConfiguration: 'local' }],
    [3, { stage: 'production' }, { options: { target: 'production' } }],
    [
      4,
      { platforms: 'linux/amd64,linux/arm64' },
      {
        configurations: {
          ...CONFIGURATIONS,
          ci: { ...CONFIGURATIONS.ci, platforms: ['linux/amd64', 'linux/arm64'] },
          release: { ...CONFIGURATIONS.release, platforms: ['linux/amd64', 'linux/arm64'] },
        },
      },
    ],
  ])('%i does as %j says', async (_, options, expected) => {
    await configurationGenerator(tree, { project: 'api', ...options });
    expect(imageOf('api')).toMatchObject(expected);
  });

  it('keeps what is there, and writes over it when asked', async () => {
    const own = { push: true, tags: ['mine'] };
    addProjectConfiguration(tree, 'web', {
      root: 'apps/web',
      targets: {
        image: {
          executor: 'nx-docker-stage-build:build',
          dependsOn: ['build'],
          configurations: { ci: own, other: {} },
        },
      },
    });
    await configurationGenerator(tree, { project: 'web' });
    expect(imageOf('web')).toEqual({
      executor: 'nx-docker-stage-build:build',
      dependsOn: ['build'],
      configurations: { ...CONFIGURATIONS, ci: own, other: {} },
    });
    expect(warnings[0]).toContain('ci is there already');
    await configurationGenerator(tree, { project: 'web', force: true });
    expect(imageOf('web')?.configurations).toMatchObject(CONFIGURATIONS);
  });

  it('changes nothing the second time', async () => {
    await configurationGenerator(tree, { project: 'api' });
    const before = tree.read('apps/api/project.json', 'utf8');
    await configurationGenerator(tree, { project: 'api' });
    expect(tree.read('apps/api/project.json', 'utf8')).toBe(before);
    expect(warnings).toEqual([]);
  });

  it('names the target as nx.json does', async () => {
    const plugin = { plugin: 'nx-docker-stage-build', options: { targetName: 'docker' } };
    tree.write('nx.json', JSON.stringify({ plugins: [plugin] }));
    await configurationGenerator(tree, { project: 'api' });
    expect(readProjectConfiguration(tree, 'api').targets).toHaveProperty('docker');
  });

  it.each<[number, object, string]>([
    [1, { project: 'apo' }, 'Did you mean "api"?'],
    [2, {}, 'project: expected string'],
    [3, { project: 'api', configurations: ['prod'] }, 'expected ci, release, local'],
    [4, { project: 'api', platforms: ['amd64'] }, 'write a platform as os/arch'],
    [5, { project: 'api', targetName: 'serve' }, 'it runs vite:dev'],
  ])('%i refuses %j and writes nothing', async (_, options, message) => {
    addProjectConfiguration(tree, 'spa', { root: 'apps/spa' });
    const file = JSON.stringify({ name: 'api', targets: { serve: { executor: 'vite:dev' } } });
    tree.write('apps/api/project.json', file);
    await expect(configurationGenerator(tree, options)).rejects.toThrow(message);
    expect(tree.read('apps/api/project.json', 'utf8')).toBe(file);
  });
});
