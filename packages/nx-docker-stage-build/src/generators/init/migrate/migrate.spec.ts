import { addProjectConfiguration, readJson, readProjectConfiguration, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { parseImageOptions } from '../../../options';
import { logger } from '../../../report/logger';
import initGenerator from '../generator';
import { translateContainerOptions } from './container-options';
import { translateDockerArguments } from './docker-arguments';

describe('translateContainerOptions', () => {
  it.each<[number, object, object]>([
    [
      1,
      { file: 'apps/api/Dockerfile', context: '.' },
      { dockerfile: 'apps/api/Dockerfile', context: '.' },
    ],
    [2, { 'build-args': ['A=b', 'V=$CI_SHA'] }, { buildArgs: ['A=b', 'V={env.CI_SHA}'] }],
    [
      3,
      { tags: ['ghcr.io/a/api:${TAG}', 'x:1', 'y'] },
      { image: 'ghcr.io/a/api', tags: ['{env.TAG}', 'x:1', 'y:latest'] },
    ],
    [
      4,
      { platforms: ['linux/arm64'], push: true, load: false },
      { platforms: ['linux/arm64'], push: true, load: false },
    ],
    [5, { 'secret-files': ['npmrc=.npmrc'] }, { secrets: [{ id: 'npmrc', src: '.npmrc' }] }],
    [
      6,
      { 'shm-size': '2g', ulimit: ['nofile=1:2'], 'add-hosts': ['a:1.2.3.4'] },
      { shmSize: '2g', ulimits: ['nofile=1:2'], addHosts: ['a:1.2.3.4'] },
    ],
    [
      7,
      { 'no-cache': true, pull: true, target: 'production' },
      { noCache: true, pull: true, target: 'production' },
    ],
    [8, { engine: 'docker', quiet: true }, {}],
    [
      9,
      {
        'cache-from': ['type=registry,ref=r.io/a/cache:main'],
        'cache-to': ['type=registry,ref=r.io/a/cache:main,mode=max'],
      },
      { cache: { kind: 'registry', location: 'r.io/a/cache' } },
    ],
    [
      10,
      { 'cache-from': 'localhost:5000/a:cache' },
      { cache: { kind: 'registry', location: 'localhost:5000/a', write: false } },
    ],
    [
      11,
      { 'cache-to': ['type=local,dest=/caches,mode=min'] },
      { cache: { kind: 'local', location: '/caches', mode: 'min' } },
    ],
    [
      12,
      {
        metadata: {
          images: ['ghcr.io/a/api'],
          tags: ['type=sha', 'type=ref,event=branch', 'type=raw,value=latest', 'edge'],
        },
      },
      { image: 'ghcr.io/a/api', tags: ['sha-{shortSha}', '{branch}', 'latest', 'edge'] },
    ],
    [
      13,
      {
        metadata: {
          images: ['a/x', 'b/x'],
          tags: ['type=sha,prefix=,format=long'],
          labels: ['a=b'],
        },
      },
      { image: 'a/x', tags: ['{sha}', 'b/x:{sha}'], labels: ['a=b'] },
    ],
    [
      14,
      {
        metadata: {
          images: ['name=a/x'],
          tags: ['type=raw,value={{branch}}-{{sha}}', 'type=sha,prefix=$CI-'],
          flavor: ['latest=true'],
          'sep-tags': ',',
          load: true,
        },
      },
      { image: 'a/x', tags: ['{branch}-{shortSha}', '{env.CI}-{shortSha}', 'latest'] },
    ],
    [
      15,
      { outputs: ['type=registry', 'type=docker', 'type=local,dest=out'] },
      { push: true, load: true, outputs: ['type=local,dest=out'] },
    ],
    [
      16,
      { labels: ['v=$V'], file: '$F', provenance: 'false', 'no-cache-filters': ['deps'] },
      { labels: ['v={env.V}'], dockerfile: '{env.F}', provenance: false, noCache: ['deps'] },
    ],
    [
      17,
      { 'cache-to': 'type=registry,ref=r.io/$ORG/cache:main' },
      { cache: { kind: 'registry', location: 'r.io/{env.ORG}/cache' } },
    ],
  ])('%i carries %j over', (_, raw, options) => {
    const translated = translateContainerOptions(raw as Record<string, unknown>);
    expect(translated).toEqual({ options, lost: [] });
    expect(() => parseImageOptions(options, { project: 'api' })).not.toThrow();
  });

  it.each<[number, object, string]>([
    [1, { secrets: ['TOKEN=hunter2'] }, 'the secret "TOKEN"'],
    [2, { engine: 'podman' }, 'engine "podman"'],
    [3, { 'cgroup-parent': ['x'] }, 'cgroupParent'],
    [4, { 'cache-to': ['type=gha'] }, 'type=gha'],
    [5, { metadata: { tags: ['type=edge,branch=main'] } }, 'type=edge'],
    [6, { metadata: { tags: ['type=raw,value=x,enable={{is_default_branch}}'] } }, 'enable='],
    [7, { metadata: { flavor: ['prefix=v'] } }, 'prefix=v'],
    [8, { metadata: { tags: ['type=raw,value={{base_ref}}'] } }, 'base_ref'],
    [9, { metadata: { annotations: ['a=b'] } }, '"annotations" of metadata'],
    [10, { platforms: ['arm64'] }, 'platforms.0: write a platform as os/arch'],
    [11, { outputs: ['type=image,name=a/b'] }, '"name" of the output'],
    [12, { context: '{{defaultContext}}:docs' }, 'has a placeholder'],
  ])('%i says that %j is lost', (_, raw, message) => {
    const { options, lost } = translateContainerOptions(raw as Record<string, unknown>);
    expect(options).toEqual({});
    expect(lost).toEqual([expect.stringContaining(message)]);
    expect(lost.join()).not.toContain('hunter2');
  });

  it('says what metadata tags where nothing is said, and `latest`', () => {
    const { options, lost } = translateContainerOptions({ metadata: { images: ['a/x'] } });
    expect(options).toEqual({ image: 'a/x', tags: ['{branch}'] });
    expect(lost.map((text) => /"(.*)"|`(.*)`, which/.exec(text)?.slice(1).join(''))).toEqual([
      'type=schedule',
      'type=ref,event=tag',
      'type=ref,event=pr',
      'latest',
    ]);
  });
});

describe('translateDockerArguments', () => {
  it.each<[number, string[], object]>([
    [1, ['--build-arg', 'A=b c', '--build-arg=D="e f"'], { buildArgs: ['A=b', 'D=e f'] }],
    [
      2,
      ['--platform linux/amd64,linux/arm64', '--push'],
      { platforms: ['linux/amd64', 'linux/arm64'], push: true },
    ],
    [
      3,
      ['-f', 'docker/Dockerfile', '-t', 'a/b:{shortCommitSha}'],
      { dockerfile: 'docker/Dockerfile', image: 'a/b', tags: ['{shortSha}'] },
    ],
    [
      4,
      ['--secret', 'id=npmrc,src=.npmrc', '--no-cache=false'],
      { noCache: false, secrets: ['id=npmrc,src=.npmrc'] },
    ],
  ])('%i reads %j', (_, args, options) => {
    expect(translateDockerArguments(args).options).toEqual(options);
  });

  it('says which arguments are lost', () => {
    expect(translateDockerArguments(['--squash', '-t', 'a:{currentDate|YY}']).lost).toEqual([
      expect.stringContaining('--squash'),
      expect.stringContaining('currentDate'),
    ]);
  });
});

describe('the migration of a workspace', () => {
  let tree: Tree;
  let warnings: string[];

  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace();
    warnings = [];
    jest.spyOn(logger, 'warn').mockImplementation((text) => void warnings.push(text));
  });

  afterEach(() => jest.restoreAllMocks());

  const targetOf = (project: string, target: string) =>
    readProjectConfiguration(tree, project).targets?.[target];

  it('keeps names, dependencies and configurations of targets', async () => {
    addProjectConfiguration(tree, 'api', {
      root: 'apps/api',
      targets: {
        container: {
          executor: '@nx-tools/nx-container:build',
          dependsOn: ['build'],
          cache: true,
          options: { file: 'apps/api/Dockerfile', engine: 'docker' },
          configurations: { production: { push: true, secrets: ['T=x'] } },
        },
        build: { executor: 'nx:noop' },
      },
    });
    await initGenerator(tree, { migrate: true });
    expect(targetOf('api', 'container')).toEqual({
      executor: 'nx-docker-stage-build:build',
      dependsOn: ['build'],
      options: { dockerfile: 'apps/api/Dockerfile' },
      configurations: { production: { push: true } },
    });
    expect(targetOf('api', 'build')).toEqual({ executor: 'nx:noop' });
    expect(warnings).toEqual([
      expect.stringMatching(/^api:container: `cache`/),
      expect.stringMatching(/^api:container: production: the secret "T"/),
    ]);
  });

  it('takes the place of @nx/docker, under the name of its target', async () => {
    const docker = {
      plugin: '@nx/docker',
      options: { buildTarget: { name: 'docker-build', args: ['--build-arg A=b'] } },
    };
    tree.write('nx.json', JSON.stringify({ plugins: [docker, '@nx/js'] }));
    addProjectConfiguration(tree, 'web', {
      root: 'apps/web',
      targets: {
        'docker-build': { options: { args: ['--platform=linux/arm64'], env: { X: 'y' } } },
      },
    });
    await initGenerator(tree, { migrate: true, registry: 'ghcr.io/shop' });
    expect(readJson(tree, 'nx.json').plugins).toEqual([
      '@nx/js',
      {
        plugin: 'nx-docker-stage-build',
        options: {
          targetName: 'docker-build',
          defaults: { context: '{projectRoot}', buildArgs: ['A=b'], image: 'ghcr.io/shop/{name}' },
        },
      },
    ]);
    expect(targetOf('web', 'docker-build')).toEqual({
      executor: 'nx-docker-stage-build:build',
      options: { platforms: ['linux/arm64'] },
    });
    expect(warnings).toEqual([
      expect.stringContaining('nx.json: the tag'),
      expect.stringContaining('docker:run'),
      expect.stringContaining('web:docker-build: the option "env"'),
    ]);
  });

  it('leaves @nx/docker to releases that need it', async () => {
    tree.write('nx.json', JSON.stringify({ plugins: ['@nx/docker'], release: { docker: {} } }));
    await initGenerator(tree, { migrate: true });
    expect(readJson(tree, 'nx.json').plugins).toEqual(['@nx/docker', 'nx-docker-stage-build']);
    expect(warnings).toEqual([expect.stringContaining('release.docker')]);
  });

  it('does nothing without being asked', async () => {
    tree.write('nx.json', JSON.stringify({ plugins: ['@nx/docker'] }));
    await initGenerator(tree, {});
    expect(readJson(tree, 'nx.json').plugins).toEqual(['@nx/docker', 'nx-docker-stage-build']);
    expect(warnings).toEqual([]);
  });
});
