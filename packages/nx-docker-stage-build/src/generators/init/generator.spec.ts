import { readJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { logger } from '../../report/logger';
import initGenerator from './generator';

const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop';

let tree: Tree;

beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
});

afterEach(() => jest.restoreAllMocks());

const nxJson = () => readJson(tree, 'nx.json') as Record<string, unknown>;
const lines = (path: string) => (tree.read(path, 'utf8') ?? '').trim().split('\n');

describe('the generator init', () => {
  it('registers the plugin, and leaves the rest of nx.json as it is', async () => {
    tree.write('nx.json', JSON.stringify({ defaultBase: 'trunk', plugins: ['@nx/js'] }));
    await initGenerator(tree, {});
    expect(nxJson()).toEqual({
      defaultBase: 'trunk',
      plugins: ['@nx/js', 'nx-docker-stage-build'],
    });
  });

  it.each<[number, unknown, object, unknown]>([
    [1, undefined, { registry: 'ghcr.io/shop/' }, { defaults: { image: 'ghcr.io/shop/{name}' } }],
    [
      2,
      'nx-docker-stage-build',
      { registry: 'ghcr.io/shop' },
      { defaults: { image: 'ghcr.io/shop/{name}' } },
    ],
    [
      3,
      {
        plugin: 'nx-docker-stage-build',
        options: { targetName: 'docker', defaults: { push: true } },
      },
      { registry: 'ghcr.io/shop' },
      { targetName: 'docker', defaults: { push: true, image: 'ghcr.io/shop/{name}' } },
    ],
    [
      4,
      { plugin: 'nx-docker-stage-build', options: { defaults: { image: 'a.example.com/x' } } },
      { registry: 'ghcr.io/shop' },
      { defaults: { image: 'ghcr.io/shop/{name}' } },
    ],
    [5, undefined, { registry: ECR, ecr: true }, { defaults: { image: `${ECR}/{name}` } }],
    [
      6,
      undefined,
      { registry: ECR, ecr: false },
      { defaults: { image: `${ECR}/{name}`, ecr: { create: false } } },
    ],
    [
      7,
      undefined,
      { registry: 'ghcr.io/shop', ecr: false },
      { defaults: { image: 'ghcr.io/shop/{name}' } },
    ],
    [
      8,
      {
        plugin: 'nx-docker-stage-build',
        options: { defaults: { image: `${ECR}/{name}`, ecr: { create: false, update: true } } },
      },
      { ecr: true },
      { defaults: { image: `${ECR}/{name}`, ecr: { create: true, update: true } } },
    ],
  ])('%i makes of %j with %j the options', async (_, entry, options, expected) => {
    tree.write('nx.json', JSON.stringify({ plugins: entry === undefined ? [] : [entry] }));
    await initGenerator(tree, options);
    expect(nxJson()['plugins']).toEqual([{ plugin: 'nx-docker-stage-build', options: expected }]);
  });

  it('changes nothing the second time', async () => {
    tree.write('package-lock.json', '{}');
    const options = { registry: 'ghcr.io/shop', ci: 'github', migrate: true };
    await initGenerator(tree, options);
    const before = tree.listChanges();
    await initGenerator(tree, options);
    expect(tree.listChanges()).toEqual(before);
    await initGenerator(tree, {});
    expect(tree.listChanges()).toEqual(before);
  });

  it('leaves what nx.json has as it was written, comments too, where nothing changes', async () => {
    const text = '{\n  // ours\n  "plugins": ["nx-docker-stage-build"] }';
    tree.write('nx.json', text);
    await initGenerator(tree, {});
    expect(tree.read('nx.json', 'utf8')).toBe(text);
  });

  it('keeps out of git and of contexts what belongs in neither', async () => {
    await initGenerator(tree, {});
    expect(lines('.gitignore')).toEqual(['node_modules', '.nx/cache', '.nx/workspace-data']);
    expect(lines('.dockerignore')).toEqual(['.git', '.nx', '**/node_modules']);
  });

  it.each<[number, string, string[]]>([
    [1, 'node_modules/\n/.git', ['node_modules/', '/.git', '.nx']],
    [2, '*\n!apps', ['*', '!apps']],
    [3, '!.git', ['!.git', '.nx', '**/node_modules']],
  ])('%i adds to a .dockerignore of %j only what it does not say', async (_, text, expected) => {
    tree.write('.dockerignore', text);
    await initGenerator(tree, {});
    expect(lines('.dockerignore')).toEqual(expected);
  });

  it('writes a pipeline for the CI that is named', async () => {
    tree.write('package-lock.json', '{}');
    await initGenerator(tree, { registry: 'ghcr.io/shop', ci: 'gitlab' });
    expect(tree.read('.gitlab-ci.yml', 'utf8')).not.toContain('--image=');
    expect(lines('.gitignore')).toContain('/image-plan.txt');
  });

  it.each<[number, object, Record<string, string>, string]>([
    [1, { ci: 'github' }, { 'package-lock.json': '{}' }, 'Nothing says where images go'],
    [2, { ci: 'github', registry: 'ghcr.io/shop' }, {}, 'LOCKFILE_MISSING'],
    [
      3,
      { ci: 'gitlab', registry: 'ghcr.io/shop' },
      { 'package-lock.json': '{}', '.gitlab-ci.yml': 'test: {}\n' },
      'FILE_EXISTS',
    ],
  ])('%i sets up with %j what it can without a pipeline', async (_, options, files, message) => {
    for (const [path, text] of Object.entries(files)) tree.write(path, text);
    await initGenerator(tree, options);
    expect(JSON.stringify(nxJson()['plugins'])).toContain('nx-docker-stage-build');
    expect(tree.read('.gitlab-ci.yml', 'utf8')).toBe(files['.gitlab-ci.yml'] ?? null);
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining(message));
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Then: nx g nx-docker-stage-build:ci git'),
    );
  });

  it.each<[number, object, string]>([
    [1, { registry: 'https://ghcr.io/shop' }, 'Leave out the scheme'],
    [2, { registry: 'ghcr.io/My Shop' }, 'My Shop'],
    [3, { registry: '123.dkr.ecr.eu-central-1.amazonaws.com/shop' }, '12 digits'],
    [4, { ci: 'gitlba' }, 'ci: expected none, github'],
    [5, { registry: 'ghcr.io/shop', ecr: true }, 'ghcr.io is not Amazon ECR'],
    [6, { ecr: true }, 'no registry is named'],
    [7, { regsitry: 'ghcr.io' }, 'did you mean "registry"?'],
  ])('%i refuses %j', async (_, options, message) => {
    tree.write('package-lock.json', '{}');
    await expect(initGenerator(tree, options)).rejects.toThrow(message);
  });
});
