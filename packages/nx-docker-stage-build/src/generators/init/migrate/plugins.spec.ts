import type { NxJsonConfiguration } from '@nx/devkit';
import { releasesImages } from './docker-plugin';
import { translateDockerTarget } from './docker-target';
import { listLeftovers } from './list-leftovers';
import { migrateDefaults } from './migrate-defaults';
import { migratePlugins } from './migrate-plugins';

const CONTAINER = '@nx-tools/nx-container';

/** nx.json once plugins and defaults of targets are migrated, and what is lost on the way. */
function migrate(nxJson: object) {
  const plugins = migratePlugins(nxJson as NxJsonConfiguration, { releasesImages: false });
  const defaults = migrateDefaults(plugins.nxJson, plugins.replaced);
  const lost = [...plugins.lost, ...defaults.migrated.flatMap((one) => one.lost)];
  return { nxJson: defaults.nxJson, lost };
}

it('takes the place of nx-container, with the names and the configuration that it infers', () => {
  const { nxJson, lost } = migrate({
    plugins: [{ plugin: CONTAINER, options: { defaultRegistry: 'ghcr.io' }, include: ['apps/*'] }],
  });
  expect(nxJson).toEqual({
    plugins: [
      {
        plugin: 'nx-docker-stage-build',
        include: ['apps/*'],
        options: {
          targetName: 'container',
          defaults: { image: 'ghcr.io/{scopedName}', tags: ['dev'], load: true },
        },
      },
    ],
    targetDefaults: {
      container: {
        configurations: {
          ci: { load: false, push: true, tags: ['{branch}', 'sha-{shortSha}'] },
        },
      },
    },
  });
  expect(lost.filter((text) => text.startsWith('ci: '))).toHaveLength(4);
});

it('carries configurations of @nx/docker over, below those of targetDefaults', () => {
  const buildTarget = {
    name: 'docker',
    skipDefaultTag: true,
    args: ['-t a/{projectName}:1'],
    configurations: { ci: { args: ['--push'] }, arm: { args: ['--platform', 'linux/arm64'] } },
  };
  const { nxJson, lost } = migrate({
    plugins: [{ plugin: '@nx/docker', options: { buildTarget } }],
    targetDefaults: {
      docker: { dependsOn: ['build'], options: { args: '--pull' }, configurations: { ci: {} } },
      [`${CONTAINER}:build`]: { options: { push: true, quiet: true } },
      build: { cache: true },
    },
  });
  expect(nxJson).toMatchObject({
    plugins: [
      {
        options: {
          targetName: 'docker',
          defaults: { context: '{projectRoot}', image: 'a/{projectName}', tags: ['1'] },
        },
      },
    ],
  });
  expect(nxJson.targetDefaults).toEqual({
    docker: {
      dependsOn: ['build'],
      options: { pull: true },
      configurations: { ci: {}, arm: { platforms: ['linux/arm64'] } },
    },
    'nx-docker-stage-build:build': { options: { push: true } },
    build: { cache: true },
  });
  expect(lost).toEqual([expect.stringContaining('docker:run')]);
});

it('leaves what it infers no target for', () => {
  const { nxJson, lost } = migrate({ plugins: ['@nx/docker', CONTAINER] });
  expect(nxJson.plugins).toEqual([
    CONTAINER,
    expect.objectContaining({ options: expect.anything() }),
  ]);
  expect(lost).toContain(`a further entry of \`${CONTAINER}\` stays`);
});

it('changes nothing where there is nothing', () => {
  const nxJson = { plugins: ['@nx/js'], targetDefaults: { build: [{ cache: true }] } };
  expect(migrate(nxJson)).toEqual({ nxJson, lost: [] });
});

it.each<[number, object, object[], boolean]>([
  [1, {}, [{}], false],
  [2, { release: { docker: true } }, [], true],
  [3, { release: { groups: { apps: { docker: {} } } } }, [], true],
  [4, { release: { groups: { apps: {} } } }, [{ release: { version: {} } }], false],
  [5, {}, [{ release: { docker: {} } }], true],
])('%i: %j with projects %j makes images by nx release: %j', (_, nxJson, projects, expected) => {
  expect(releasesImages(nxJson, projects as { root: string }[])).toBe(expected);
});

it.each<[number, object, object]>([
  [1, { args: ['-f', 'docker/Dockerfile'] }, { dockerfile: '{projectRoot}/docker/Dockerfile' }],
  [
    2,
    { cwd: '.', command: 'docker build . -f apps/api/Dockerfile' },
    { context: '.', dockerfile: 'apps/api/Dockerfile' },
  ],
  [
    3,
    { args: ['--secret id=npmrc,src=.npmrc', '--build-context docs=../docs'] },
    { secrets: ['id=npmrc,src={projectRoot}/.npmrc'], contexts: ['docs={projectRoot}/../docs'] },
  ],
  [
    4,
    { args: ['--build-context', 'base=docker-image://busybox:1'] },
    { contexts: ['base=docker-image://busybox:1'] },
  ],
])('%i: paths of %j count from the workspace root', (_, target, expected) => {
  expect(translateDockerTarget(target as Record<string, unknown>).options).toEqual(expected);
});

it.each<[number, object, object, number]>([
  [1, {}, { devDependencies: { [CONTAINER]: '7.3.0' } }, 2],
  [2, { plugins: [CONTAINER] }, { devDependencies: { [CONTAINER]: '7.3.0' } }, 0],
  [3, {}, { dependencies: { '@nx/docker': '23.2.1' } }, 1],
  [4, {}, { dependencies: { execa: '9' } }, 0],
])('%i: with %j, %j leaves something', (_, nxJson, manifest, count) => {
  expect(listLeftovers(nxJson, manifest)).toHaveLength(count);
});
