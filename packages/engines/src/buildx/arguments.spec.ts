import type { BuildJob } from '../job';
import { createJob } from '../testing/create-job';
import { buildArguments } from './arguments';

/** What every job starts and ends with, when it has nothing but what it must have. */
const HEAD = ['buildx', 'build', '--file', '/repo/apps/shop/Dockerfile'];
const TAIL = ['--output', 'type=cacheonly', '/repo'];
const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('buildArguments', () => {
  it.each<[number, Partial<BuildJob>, string[]]>([
    [1, {}, []],
    [2, { target: 'production' }, ['--target', 'production']],
    [3, { platforms: ['linux/amd64'] }, ['--platform', 'linux/amd64']],
    [4, { platforms: ['linux/amd64', 'linux/arm64'] }, ['--platform', 'linux/amd64,linux/arm64']],
    [5, { tags: ['h/a:1', 'h/a:2'] }, ['--tag', 'h/a:1', '--tag', 'h/a:2']],
    [6, { buildArgs: { A: '1', B: 'x y=z' } }, ['--build-arg', 'A=1', '--build-arg', 'B=x y=z']],
    [7, { secrets: [{ id: 'npm', env: 'NPM_TOKEN' }] }, ['--secret', 'id=npm,env=NPM_TOKEN']],
    [8, { secrets: [{ id: 'npm', src: '/h/.npmrc' }] }, ['--secret', 'id=npm,src=/h/.npmrc']],
    [9, { secrets: [{ id: 'NPM_TOKEN' }] }, ['--secret', 'id=NPM_TOKEN,env=NPM_TOKEN']],
    [10, { secrets: [{ id: 'x', src: '/a,b' }] }, ['--secret', 'id=x,"src=/a,b"']],
    [11, { ssh: ['default', 'k=/h/key'] }, ['--ssh', 'default', '--ssh', 'k=/h/key']],
    [12, { labels: { 'a.b': 'c d' } }, ['--label', 'a.b=c d']],
    [13, { annotations: { 'index:a': 'b' } }, ['--annotation', 'index:a=b']],
    [14, { contexts: { manifests: '/m' } }, ['--build-context', 'manifests=/m']],
    [15, { network: 'host' }, ['--network', 'host']],
    [16, { noCache: true }, ['--no-cache']],
    [17, { noCache: ['a', 'b'] }, ['--no-cache-filter', 'a', '--no-cache-filter', 'b']],
    [18, { noCache: [] }, []],
    [19, { pull: true }, ['--pull']],
    [20, { provenance: false, sbom: true }, ['--provenance', 'false', '--sbom', 'true']],
    [21, { provenance: 'mode=max' }, ['--provenance', 'mode=max']],
    [22, { addHosts: ['a:10.0.0.1'] }, ['--add-host', 'a:10.0.0.1']],
    [23, { shmSize: '128m', ulimits: ['nofile=1024'] }, ['--shm-size', '128m', '--ulimit', 'nofile=1024']], // prettier-ignore
    [24, { allow: ['network.host'] }, ['--allow', 'network.host']],
    [25, { cacheFrom: 'type=gha', cacheTo: 'type=inline' }, ['--cache-from', 'type=gha', '--cache-to', 'type=inline']], // prettier-ignore
    [26, { cacheFrom: `type=local,src=/c,digest=${DIGEST}` }, ['--cache-from', `type=local,src=/c,digest=${DIGEST}`]], // prettier-ignore
  ])('%i: %j', (_, overrides, args) => {
    expect(buildArguments(createJob(overrides))).toEqual([...HEAD, ...args, ...TAIL]);
  });

  it.each<[number, BuildJob['outputs'], string[]]>([
    [1, [{ type: 'push' }], ['type=image,push=true,store=false']],
    [2, [{ type: 'load' }], ['type=docker']],
    [3, [{ type: 'oci', dest: '/o', tar: false }], ['type=oci,dest=/o,tar=false']],
    [4, [{ type: 'oci', dest: '/o.tar', tar: true }], ['type=oci,dest=/o.tar']],
    [5, [{ type: 'docker', dest: '/d.tar' }], ['type=docker,dest=/d.tar']],
    [6, [{ type: 'tar', dest: '/f.tar' }], ['type=tar,dest=/f.tar']],
    [7, [{ type: 'local', dest: '/f,g' }], ['type=local,"dest=/f,g"']],
    [8, [{ type: 'push' }, { type: 'load' }], ['type=image,push=true,store=false', 'type=docker']],
  ])('output %i: %j', (_, outputs, values) => {
    const expected = values.flatMap((value) => ['--output', value]);
    expect(buildArguments(createJob({ outputs }))).toEqual([...HEAD, ...expected, '/repo']);
  });

  it('asks for machine-readable output where there is a file for it', () => {
    expect(buildArguments(createJob({ builder: 'own' }), { metadataFile: '/m.json' })).toEqual([
      ...['buildx', 'build', '--progress', 'rawjson', '--metadata-file', '/m.json'],
      ...['--builder', 'own', '--file', '/repo/apps/shop/Dockerfile'],
      ...TAIL,
    ]);
  });

  it('holds no value of the environment', () => {
    const job = createJob({
      secrets: [{ id: 'npm', env: 'NPM_TOKEN' }],
      env: { NPM_TOKEN: 'swordfish' },
    });
    expect(buildArguments(job).join(' ')).not.toContain('swordfish');
  });
});
