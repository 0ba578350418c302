import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createNodes, createNodesV2 } from '../plugin';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'infer-'));
  write('package.json', JSON.stringify({ workspaces: ['apps/*', '!apps/old', './libs/**'] }));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text = ''): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A workspace member with a Dockerfile. */
function writeApp(folder: string, dockerfile: string): void {
  write(`${folder}/package.json`, '{}');
  write(`${folder}/Dockerfile`, dockerfile);
}

function infer(files: readonly string[], options?: unknown) {
  const [, infers] = createNodesV2;
  const nodes = infers(files, options, { workspaceRoot: root });
  return Object.fromEntries(
    nodes.flatMap(([, { projects }]) =>
      Object.entries(projects ?? {}).map(([folder, { targets }]) => [folder, targets ?? {}]),
    ),
  );
}

function inferImage(options?: unknown) {
  const { image } = infer(['apps/api/Dockerfile'], options)['apps/api'] ?? {};
  if (!image) throw new Error('no target was inferred');
  return image;
}

describe('the plugin', () => {
  it('is known to every version of Nx', () => {
    expect(createNodes).toBe(createNodesV2);
  });

  it('gives a project two targets that Nx never caches', () => {
    writeApp('apps/api', 'FROM node:20\nCOPY apps/api .');
    expect(infer(['apps/api/Dockerfile'])).toEqual({
      'apps/api': {
        image: expect.objectContaining({
          executor: 'nx-docker-stage-build:build',
          cache: false,
          options: {},
          dependsOn: [],
        }),
        'image-plan': expect.objectContaining({
          executor: 'nx-docker-stage-build:plan',
          cache: false,
        }),
      },
    });
  });

  it.each<[number, string, boolean]>([
    [1, 'apps/api', true],
    [2, 'libs/a/b', true],
    [3, 'apps/old', false],
    [4, 'tools/api', false],
    [5, '.', false],
  ])('%i takes %s for a project only where it is a member of the workspace', (_, folder, is) => {
    const manifest = join(folder, 'package.json');
    if (folder !== '.') write(manifest, '{}');
    write(join(folder, 'Dockerfile'), 'FROM scratch');
    expect(Object.keys(infer([join(folder, 'Dockerfile')]))).toEqual(is ? [folder] : []);
  });

  it('takes a folder with project.json, one of pnpm, and a root that is a project', () => {
    write('package.json', JSON.stringify({ name: 'all', nx: {} }));
    write('pnpm-workspace.yaml', 'packages:\n  - "packages/*"\n');
    write('services/go/project.json', '{}');
    write('packages/web/package.json', '{}');
    const files = ['Dockerfile', 'services/go/Dockerfile', 'packages/web/Dockerfile'];
    files.forEach((file) => write(file, 'FROM scratch'));
    expect(Object.keys(infer(files))).toEqual(['.', 'services/go', 'packages/web']);
  });

  it('gives nothing for a stray Dockerfile and for files beside one', () => {
    write('docker/Dockerfile', 'FROM scratch');
    writeApp('apps/api', 'FROM scratch');
    expect(infer(['docker/Dockerfile', 'apps/api/Dockerfile.dockerignore'])).toEqual({});
  });

  it('names targets, and carries defaults and another Dockerfile', () => {
    writeApp('apps/api', 'FROM scratch');
    write('apps/api/docker/Containerfile', 'FROM scratch');
    const targets = infer(['apps/api/Dockerfile', 'apps/api/docker/Containerfile'], {
      targetName: 'docker',
      planTargetName: 'docker-plan',
      dockerfile: 'docker/Containerfile',
      dependsOn: ['^build'],
      defaults: { image: 'ghcr.io/shop/{scopedName}' },
    })['apps/api'];
    expect(Object.keys(targets ?? {})).toEqual(['docker', 'docker-plan']);
    expect(targets?.['docker']).toMatchObject({
      options: {
        dockerfile: '{projectRoot}/docker/Containerfile',
        image: 'ghcr.io/shop/{scopedName}',
      },
      dependsOn: ['^build'],
    });
  });

  it('refuses options it does not have', () => {
    expect(() => infer([], { targetNam: 'x' })).toThrow('did you mean "targetName"?');
  });
});

describe('inputs', () => {
  const DEFINITION = [
    '{projectRoot}/Dockerfile',
    '{projectRoot}/Dockerfile.dockerignore',
    '{workspaceRoot}/.dockerignore',
  ];
  /** What changed versions of packages of others, or of this plugin, would otherwise select. */
  const NO_PACKAGES = { externalDependencies: [] };

  it.each<[number, string, string[]]>([
    [1, 'FROM a\nCOPY apps/api/src .', ['{projectRoot}/src/**/*']],
    [2, 'FROM a\nCOPY tsconfig.json .', ['{workspaceRoot}/tsconfig.json']],
    [3, 'FROM a\nCOPY config .', ['{workspaceRoot}/config/**/*']],
    [4, 'FROM a\nCOPY libs/a libs/a', ['{workspaceRoot}/libs/a/**/*']],
    [5, 'FROM a\nADD /config/x.json .', ['{workspaceRoot}/config/x.json']],
    [
      6,
      'FROM a\nRUN --mount=type=bind,source=config/x.json,target=/x cat /x',
      ['{workspaceRoot}/config/x.json'],
    ],
    [7, 'ARG D=config\nFROM a\nARG D\nCOPY ${D}/x.json .', ['{workspaceRoot}/config/x.json']],
    [8, 'FROM a\nCOPY *.json .', ['{workspaceRoot}/*.json', '{workspaceRoot}/*.json/**/*']],
    [9, 'FROM a\nCOPY gone .', ['{workspaceRoot}/gone', '{workspaceRoot}/gone/**/*']],
    [
      10,
      'FROM a AS b\nCOPY config/x.json .\nFROM a\nCOPY --from=b /x .',
      ['{workspaceRoot}/config/x.json'],
    ],
    [11, 'FROM a AS dev\nCOPY tsconfig.json .\nFROM a AS prod', ['{workspaceRoot}/tsconfig.json']],
    [12, 'FROM a\nCOPY --from=b:1 /config /x', []],
    [13, 'FROM a\nADD https://example.com/x /x', []],
    [14, 'FROM a\nCOPY <<EOF /x\nhello\nEOF', []],
  ])('%i of %j', (_, dockerfile, read) => {
    writeApp('apps/api', dockerfile);
    write('apps/api/src/main.ts');
    write('tsconfig.json');
    write('config/x.json');
    write('libs/a/package.json', '{}');
    expect(inferImage().inputs).toEqual([...[...DEFINITION, ...read].sort(), NO_PACKAGES]);
  });

  const WHOLE = ['^default', '{projectRoot}/**/*', '{workspaceRoot}/*'];

  it.each<[number, string, string[]]>([
    [1, 'FROM a\nCOPY . .', WHOLE],
    [2, 'FRUM a', WHOLE],
    [3, '', WHOLE],
    [4, 'FROM $NOWHERE', WHOLE],
    [5, 'FROM a\nCOPY apps apps', ['^default', '{projectRoot}/**/*', '{workspaceRoot}/apps/*']],
    [6, 'FROM a\nCOPY apps/api .', ['{projectRoot}/**/*']],
    [8, 'FROM a\nCOPY * .', WHOLE],
    [9, 'FROM a\nCOPY apps/* .', ['^default', '{projectRoot}/**/*', '{workspaceRoot}/apps/*']],
    [
      7,
      'FROM a\nCOPY libs libs',
      [
        '^default',
        '{projectRoot}/Dockerfile',
        '{projectRoot}/Dockerfile.dockerignore',
        '{workspaceRoot}/libs/*',
        '{workspaceRoot}/libs/assets/**/*',
        '{workspaceRoot}/libs/ui/docs/**/*',
      ],
    ],
  ])('%i of a folder that holds projects, in %j', (_, dockerfile, read) => {
    writeApp('apps/api', dockerfile);
    write('libs/a/package.json', '{}');
    write('libs/ui/button/package.json', '{}');
    write('libs/ui/docs/index.md');
    write('libs/assets/logo.svg');
    const ignoreFile = '{workspaceRoot}/.dockerignore';
    expect(inferImage().inputs).toEqual([...[...read, ignoreFile].sort(), NO_PACKAGES]);
  });

  it('reach what a project has that lies in another', () => {
    writeApp('apps/api', 'FROM a\nCOPY apps/api .');
    write('apps/api/e2e/project.json', '{}');
    expect(inferImage().inputs).toContain('^default');
  });

  it('of a project at the root count from there', () => {
    write('package.json', JSON.stringify({ nx: {}, workspaces: ['libs/*'] }));
    write('libs/a/package.json', '{}');
    write('Dockerfile', 'FROM a\nCOPY src/main.ts libs/a ./');
    write('src/main.ts');
    const { image } = infer(['Dockerfile'])['.'] ?? {};
    expect(image?.inputs).toEqual([
      '{workspaceRoot}/.dockerignore',
      '{workspaceRoot}/Dockerfile',
      '{workspaceRoot}/Dockerfile.dockerignore',
      '{workspaceRoot}/libs/a/**/*',
      '{workspaceRoot}/src/main.ts',
      NO_PACKAGES,
    ]);
  });

  it('count paths from the contexts that defaults name', () => {
    writeApp('apps/api', 'FROM a\nCOPY src .\nCOPY --from=assets logo.svg .\nCOPY --from=far /x .');
    write('apps/api/src/main.ts');
    write('shared/assets/logo.svg');
    const defaults = {
      context: '{projectRoot}',
      contexts: { assets: './shared/assets', far: 'docker-image://b' },
    };
    expect(inferImage({ defaults }).inputs).toEqual([
      '{projectRoot}/.dockerignore',
      '{projectRoot}/Dockerfile',
      '{projectRoot}/Dockerfile.dockerignore',
      '{projectRoot}/src/**/*',
      '{workspaceRoot}/shared/assets/.dockerignore',
      '{workspaceRoot}/shared/assets/logo.svg',
      NO_PACKAGES,
    ]);
  });

  it('take all of a folder that a stage stands on, and nothing outside of the workspace', () => {
    writeApp('apps/api', 'FROM rootfs\nCOPY --from=outside a /\nCOPY --from=far a /');
    write('shared/rootfs/etc/passwd');
    const contexts = { rootfs: 'shared/rootfs/', outside: '../b', far: '/srv/b' };
    expect(inferImage({ defaults: { contexts } }).inputs).toEqual([
      ...[...DEFINITION, '{workspaceRoot}/shared/rootfs/**/*'].sort(),
      '{workspaceRoot}/shared/rootfs/.dockerignore',
      NO_PACKAGES,
    ]);
  });

  it.each<[string, string[]]>([
    ['COPY --from=manifests / .', ['.npmrc', 'apps/api/package.json', 'package-lock.json']],
    ['COPY --from=manifests-production / .', ['.npmrc', 'apps/api/package.json']],
    [
      'RUN --mount=from=manifests,target=/m ls',
      ['.npmrc', 'apps/api/package.json', 'package-lock.json'],
    ],
  ])('are what manifests are made from, in %s', (line, files) => {
    writeApp('apps/api', `FROM a\n${line}`);
    write('package-lock.json', '{}');
    write('.npmrc');
    expect(inferImage().inputs).toEqual([
      ...[
        ...[...files, 'package.json'].map((file) => `{workspaceRoot}/${file}`),
        ...['^default', ...DEFINITION],
      ].sort(),
      NO_PACKAGES,
    ]);
  });

  it('are not those of manifests where a stage has the name', () => {
    writeApp('apps/api', 'FROM a AS manifests\nFROM a\nCOPY --from=manifests / .');
    expect(inferImage().inputs).toEqual([...DEFINITION, NO_PACKAGES]);
  });

  it('take all of a folder that is no part of the graph', () => {
    const read = (contextScope: unknown, dockerfile: string) => {
      writeApp('apps/api', dockerfile);
      write('libs/a/package.json', '{}');
      const defaults = { contextScope, contexts: { all: 'libs' } };
      const inputs = inferImage({ defaults }).inputs ?? [];
      return inputs.filter((input) => typeof input === 'string' && !/ockerfile|ignore/.test(input));
    };
    expect(read('all', 'FROM a\nCOPY . .')).toEqual(['{workspaceRoot}/**/*']);
    expect(read('all', 'FROM a\nCOPY libs .')).toEqual(['{workspaceRoot}/libs/**/*']);
    expect(read('graph', 'FROM a\nCOPY --from=all . .')).toEqual(['{workspaceRoot}/libs/**/*']);
    expect(read('graph:docs/**,!docs/x', 'FROM a')).toEqual([
      '{workspaceRoot}/docs/**',
      '{workspaceRoot}/docs/**/**/*',
    ]);
  });

  it.each([
    ['project.json', (targets: object) => ({ targets })],
    ['package.json', (targets: object) => ({ nx: { targets } })],
  ])('follow the options that %s has', (file, wrap) => {
    writeApp('apps/api', 'FROM a\nCOPY . .');
    write('docker/api.Dockerfile', 'FROM a\nARG WHAT\nCOPY $WHAT .');
    write('shared/main.ts');
    const options = {
      dockerfile: 'docker/api.Dockerfile',
      context: 'shared',
      buildArgs: { WHAT: 'main.ts' },
    };
    write(`apps/api/${file}`, JSON.stringify(wrap({ image: { options } })));
    expect(inferImage().inputs).toEqual([
      '{workspaceRoot}/docker/api.Dockerfile',
      '{workspaceRoot}/docker/api.Dockerfile.dockerignore',
      '{workspaceRoot}/shared/.dockerignore',
      '{workspaceRoot}/shared/main.ts',
      NO_PACKAGES,
    ]);
  });

  it('stay those of the plugin where a project has wrong options', () => {
    writeApp('apps/api', 'FROM a\nCOPY apps/api/src .');
    write('apps/api/src/main.ts');
    const options = { context: 'shared', buildArgs: 1 };
    write('apps/api/project.json', JSON.stringify({ targets: { image: { options } } }));
    expect(inferImage().inputs).toEqual([
      ...['{projectRoot}/src/**/*', ...DEFINITION].sort(),
      NO_PACKAGES,
    ]);
  });
});

describe('dependsOn', () => {
  it.each<[number, string, string[]]>([
    [1, 'apps/api/dist .', ['build']],
    [2, 'dist/apps/api/main.js .', ['build']],
    [3, 'apps/api/.next/standalone .', ['build']],
    [4, 'apps/api/src .', []],
    [5, '. .', []],
    [6, 'apps/web/dist .', []],
    [7, '--from=build /app/apps/api/dist .', []],
  ])('%i of COPY %s is %j', (_, copy, dependsOn) => {
    writeApp('apps/api', `FROM a AS build\nFROM a\nCOPY ${copy}`);
    expect(inferImage().dependsOn).toEqual(dependsOn);
  });

  it.each([
    ['FROM a\nCOPY apps/api/dist .', {}],
    ['FROM a\nCOPY . .', { dependsOn: ['^build'] }],
  ])('makes the outputs of other tasks inputs, of %j with %j', (dockerfile, options) => {
    writeApp('apps/api', dockerfile);
    expect(inferImage(options).inputs).toContainEqual({
      dependentTasksOutputFiles: '**/*',
      transitive: true,
    });
  });
});
