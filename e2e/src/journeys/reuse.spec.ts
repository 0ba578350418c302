import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readRegistryLog } from '@docker-stage-build/tools/engine';
import { docker, listBuilds } from './engine-records';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';
import { startFaultProxy } from '@docker-stage-build/tools/faults/fault-proxy';

/** A machine whose docker leads nowhere. */
const NO_ENGINE = { ...CLOUD, DOCKER_HOST: 'unix:///nowhere.sock', BUILDX_BUILDER: '' };

const DOCKERFILE =
  'FROM node:20-slim\nCOPY package.json apps/worker/project.txt /app/\nRUN date > /built\n';

describeWith(['engine', 'registry', 'base'], 'an image that exists is not built', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop('journey-reuse');
    shop.workspace.write('apps/worker/Dockerfile', DOCKERFILE);
    shop.workspace.write('apps/worker/project.txt', 'one\n');
    configure({ mirrors: { 'docker.io': shop.hub } });
    await shop.workspace.commit('a small image');
  });
  afterAll(() => shop?.close());

  /** Options that a command line has no room for. */
  function configure(options: Record<string, unknown>): void {
    const file = join(shop.workspace.root, 'nx.json');
    const nx = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const plugin = { plugin: 'nx-docker-stage-build', options: { defaults: options } };
    shop.workspace.write('nx.json', JSON.stringify({ ...nx, plugins: [plugin] }));
  }

  const imageOf = (name = 'worker') => `${shop.registry.address}/shop/${name}`;
  const image = (tags: string, ...more: string[]) => [
    ...['run', 'worker:image', '--push', `--image=${imageOf()}`, `--tags=${tags}`],
    ...['--metadataFile=dist/worker.json', ...more],
  ];
  const result = () =>
    JSON.parse(readFileSync(join(shop.workspace.root, 'dist/worker.json'), 'utf8')) as {
      digest: string;
      reused: boolean;
    };

  async function listTags(name = 'worker'): Promise<string[]> {
    const answer = await fetch(`http://${shop.registry.address}/v2/shop/${name}/tags/list`);
    const { tags } = (await answer.json()) as { tags?: string[] | null };
    return (tags ?? []).sort();
  }

  async function digestOf(tag: string): Promise<string | null> {
    const url = `http://${shop.registry.address}/v2/shop/worker/manifests/${tag}`;
    const accept = 'application/vnd.oci.image.index.v1+json';
    return (await fetch(url, { headers: { accept } })).headers.get('docker-content-digest');
  }

  /** Makes a tag lead where another does, as a push from elsewhere would. */
  async function tag(from: string, to: string): Promise<void> {
    const url = `http://${shop.registry.address}/v2/shop/worker/manifests`;
    const type = 'application/vnd.oci.image.index.v1+json';
    const manifest = await fetch(`${url}/${from}`, { headers: { accept: type } });
    const body = await manifest.text();
    await fetch(`${url}/${to}`, { method: 'PUT', headers: { 'content-type': type }, body });
  }

  /** What the registry was asked for meanwhile. */
  async function listRequests(work: () => Promise<unknown>): Promise<string[]> {
    const before = await readRegistryLog(shop.registry);
    await work();
    const { requests } = await readRegistryLog(shop.registry, before.position);
    return requests.map(({ method, path }) => `${method} ${path}`);
  }

  let first: string;

  it('is pushed under its fingerprint too', async () => {
    const run = await shop.nx(image('1'), CLOUD);
    expect(run.stdout + run.stderr).toContain('stages built');
    expect(run.exitCode).toBe(0);
    first = result().digest;
    expect(result().reused).toBe(false);
    const tags = await listTags();
    expect(tags).toEqual(['1', expect.stringMatching(/^image-[0-9a-f]{64}$/)]);
    expect(await digestOf(tags[1] as string)).toBe(first);
  });

  it('is tagged by a machine without an engine, with two requests', async () => {
    const requests = await listRequests(async () => {
      const run = await shop.nx(image('2'), NO_ENGINE);
      expect(run.stdout + run.stderr).toContain('not built');
      expect(run.exitCode).toBe(0);
    });
    expect(result()).toMatchObject({ digest: first, reused: true });
    expect(await digestOf('2')).toBe(first);
    expect(requests).toEqual([
      expect.stringMatching(/^GET \/v2\/shop\/worker\/manifests\/image-/),
      'PUT /v2/shop/worker/manifests/2',
    ]);
  });

  it('needs no docker at all', async () => {
    const PATH = join(process.execPath, '..');
    const run = await shop.nx(image('3'), { ...NO_ENGINE, PATH: `${PATH}:/usr/bin:/bin` });
    expect(run.exitCode).toBe(0);
    expect(await digestOf('3')).toBe(first);
  });

  it('is said to be reused by a plan, and by a dry run', async () => {
    const args = image('9').slice(2);
    const plan = await shop.nx(['run', 'worker:image-plan', '--resolve', ...args], NO_ENGINE);
    expect(plan.stdout).toContain('exists, and is tagged instead of being built');
    expect(plan.stdout).toContain(`${first} has this fingerprint`);
    const dry = await shop.nx(image('9', '--dryRun'), NO_ENGINE);
    expect(dry.stdout).toContain(`imagetools create --tag ${imageOf()}:9 ${imageOf()}@${first}`);
    expect(await digestOf('9')).toBeNull();
  });

  it.each([
    ['a file', [], 'two\n'],
    ['a label', ['--labels=a=b'], 'one\n'],
    ['never', ['--reuse=never'], 'one\n'],
    ['noCache', ['--noCache'], 'one\n'],
    ['another period', ['--reuse.maxAge=52w'], 'one\n'],
  ])('is built when %s says so', async (_, more, text) => {
    shop.workspace.write('apps/worker/project.txt', text);
    const known = (await listBuilds(shop.engine.env)).length;
    const run = await shop.nx(image('4', ...more), CLOUD);
    expect(run.exitCode).toBe(0);
    expect(result().reused).toBe(false);
    expect(await listBuilds(shop.engine.env)).toHaveLength(known + 1);
    shop.workspace.write('apps/worker/project.txt', 'one\n');
  });

  it('is built when an input is not pinned, with the reason in the plan', async () => {
    const url = `http://${shop.registry.address}/v2/`;
    shop.workspace.write('apps/worker/Dockerfile', `${DOCKERFILE}ADD ${url} /v2\n`);
    const tags = await listTags();
    for (let i = 0; i < 2; i++) {
      const run = await shop.nx(image('5'), CLOUD);
      expect(run.exitCode).toBe(0);
      expect(result().reused).toBe(false);
    }
    expect((await listTags()).filter((tag) => !tags.includes(tag))).toEqual(['5']);
    const args = ['run', 'worker:image-plan', '--resolve', ...image('5').slice(2)];
    expect((await shop.nx(args, CLOUD)).stdout).toContain(`not pinned: ${url}`);
    shop.workspace.write('apps/worker/Dockerfile', DOCKERFILE);
  });

  it('is built when a folder changed that a stage stands on, or another one is given', async () => {
    shop.workspace.write('apps/worker/Dockerfile', 'FROM rootfs\n');
    shop.workspace.write('.rootfs/one/file.txt', 'one\n');
    shop.workspace.write('.rootfs/other/file.txt', 'other\n');
    const build = async (folder: string): Promise<boolean> => {
      const run = await shop.nx(image('8', `--contexts=rootfs=./.rootfs/${folder}/`), CLOUD);
      expect(run.exitCode).toBe(0);
      return result().reused;
    };
    expect(await build('one')).toBe(false);
    expect(await build('one')).toBe(true);
    expect(await build('other')).toBe(false);
    shop.workspace.write('.rootfs/one/file.txt', 'two\n');
    expect(await build('one')).toBe(false);
    shop.workspace.write('apps/worker/Dockerfile', DOCKERFILE);
  });

  it('is built each time where a base image has triggers: what they read is in no Dockerfile', async () => {
    const base = `${shop.registry.address}/shop/onbuild:1`;
    const folder = join(shop.workspace.root, 'dist/onbuild');
    shop.workspace.write(
      'dist/onbuild/Dockerfile',
      'FROM busybox:1\nONBUILD COPY apps/worker/project.txt /\nONBUILD RUN cat /project.txt\n',
    );
    docker(['buildx', 'build', '--push', `--tag=${base}`, folder], shop.engine.env);
    shop.workspace.write('apps/worker/Dockerfile', `FROM ${base}\n`);
    const build = async (text: string): Promise<boolean | undefined> => {
      shop.workspace.write('apps/worker/project.txt', text);
      const args = ['run', 'worker:image', '--push', `--image=${imageOf('triggers')}`, '--tags=1'];
      const run = await shop.nx(args, CLOUD);
      expect(run.stdout + run.stderr).toContain('stage 0 has triggers (ONBUILD)');
      expect(run.exitCode).toBe(0);
      const [newest] = await listBuilds(shop.engine.env);
      return newest?.steps.find(({ name }) => name.includes('ONBUILD RUN'))?.ran;
    };
    expect(await build('read by a trigger\n')).toBe(true);
    expect(await build('read by a trigger\n')).toBe(false);
    expect(await build('read again\n')).toBe(true);
    expect(await listTags('triggers')).toEqual(['1']);
    shop.workspace.write('apps/worker/Dockerfile', DOCKERFILE);
    shop.workspace.write('apps/worker/project.txt', 'one\n');
  });

  it('is in every repository that it has tags in, or built', async () => {
    const both = (tag: string) => image(`${imageOf()}:${tag},${imageOf('other')}:${tag}`);
    expect((await shop.nx(both('6'), CLOUD)).exitCode).toBe(0);
    expect(result().reused).toBe(false);
    expect((await shop.nx(both('7'), NO_ENGINE)).exitCode).toBe(0);
    expect(result().reused).toBe(true);
    expect(await listTags('other')).toEqual(['6', '7', expect.stringMatching(/^image-/)]);
  });

  it('refuses tags that look like those of fingerprints', async () => {
    const run = await shop.nx(image(`image-${'0'.repeat(64)}`), CLOUD);
    expect(run.stdout + run.stderr).toContain('TAG_INVALID');
    expect(run.exitCode).not.toBe(0);
  });

  it('leaves neither caches nor fingerprints where a run is not trusted', async () => {
    shop.workspace.write('apps/worker/project.txt', 'from a fork\n');
    shop.workspace.write(
      'dist/event.json',
      JSON.stringify({
        pull_request: {
          head: { repo: { full_name: 'mallory/shop' } },
          base: { repo: { full_name: 'acme/shop' } },
        },
      }),
    );
    const fork = {
      ...CLOUD,
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(shop.workspace.root, 'dist/event.json'),
    };
    const [tags, caches] = [await listTags(), await listTags('cache')];
    expect(caches).not.toEqual([]);
    const run = await shop.nx(image('pr-1'), fork);
    expect(run.stdout).toContain('only read: pull request from mallory/shop to acme/shop');
    expect(run.exitCode).toBe(0);
    expect((await listTags()).filter((tag) => !tags.includes(tag))).toEqual(['pr-1']);
    expect(await listTags('cache')).toEqual(caches);
    shop.workspace.write('apps/worker/project.txt', 'one\n');
  });

  it('is reused by an untrusted run, which may read', async () => {
    const run = await shop.nx(image('pr-2', '--trust=read'), NO_ENGINE);
    expect(run.exitCode).toBe(0);
    expect(result().reused).toBe(true);
    expect(await digestOf('pr-2')).toBe(result().digest);
  });

  it('is built when the registry cannot say whether it exists, which is told', async () => {
    const proxy = await startFaultProxy(shop.registry.address);
    try {
      const args = ['run', 'worker:image', '--push', `--image=${proxy.address}/shop/proxied`];
      expect((await shop.nx([...args, '--tags=1'], CLOUD)).exitCode).toBe(0);
      proxy.faults.push({ status: 503 }, { status: 503 });
      const known = (await listBuilds(shop.engine.env)).length;
      const run = await shop.nx([...args, '--tags=2'], CLOUD);
      expect(run.stdout + run.stderr).toContain(
        'No registry could say whether the image of worker',
      );
      expect(run.exitCode).toBe(0);
      expect(await listBuilds(shop.engine.env)).toHaveLength(known + 1);
      expect(await listTags('proxied')).toEqual(['1', '2', expect.stringMatching(/^image-/)]);
    } finally {
      await proxy.stop();
    }
  });

  it('is reused for the platforms that it has', async () => {
    shop.workspace.write('apps/worker/Dockerfile', 'FROM node:20-slim\nCOPY package.json /\n');
    const on = (tag: string, platforms: string) => image(tag, `--platforms=${platforms}`);
    expect((await shop.nx(on('10', 'linux/amd64,linux/arm64'), CLOUD)).exitCode).toBe(0);
    expect(result().reused).toBe(false);
    expect((await shop.nx(on('11', 'linux/arm64,linux/amd64'), NO_ENGINE)).exitCode).toBe(0);
    expect(await digestOf('11')).toBe(await digestOf('10'));
    expect((await shop.nx(on('12', 'linux/amd64'), CLOUD)).exitCode).toBe(0);
    expect(result().reused).toBe(false);
  });

  it('has no fingerprint where the engine built on another base than the registry has', async () => {
    const base = `${imageOf()}:base`;
    await tag('10', 'base');
    docker(['pull', '--quiet', base], shop.engine.env);
    await tag('12', 'base');
    shop.workspace.write('apps/worker/Dockerfile', `FROM ${base}\nCOPY nx.json /\n`);
    const args = ['run', 'worker:image', '--push', `--image=${imageOf('stale')}`, '--tags=1'];
    const stale = await shop.nx(args, CLOUD);
    expect(stale.stdout + stale.stderr).toContain(`The engine built on another ${base}`);
    expect(await listTags('stale')).toEqual(['1']);
    const fresh = await shop.nx([...args, '--pull'], CLOUD);
    expect(fresh.exitCode).toBe(0);
    expect(await listTags('stale')).toEqual(['1', expect.stringMatching(/^image-/)]);
    shop.workspace.write('apps/worker/Dockerfile', DOCKERFILE);
  });

  it('is loaded once: the second time nothing is built', async () => {
    const env = { ...shop.engine.env, XDG_CACHE_HOME: join(shop.workspace.root, 'dist/caches') };
    const load = (...more: string[]) =>
      shop.nx(['run', 'worker:image', '--image=shop/worker', ...more], env);
    expect((await load()).exitCode).toBe(0);
    const known = (await listBuilds(env)).length;
    const again = await load('--tags=latest,other');
    expect(again.stdout).toContain('not built');
    expect(again.exitCode).toBe(0);
    expect(await listBuilds(env)).toHaveLength(known);
    const ids = docker(
      ['image', 'inspect', '--format', '{{.Id}}', 'shop/worker', 'shop/worker:other'],
      env,
    );
    expect(new Set(ids.trim().split('\n')).size).toBe(1);

    docker(['image', 'rm', 'shop/worker:latest', 'shop/worker:other'], env);
    expect((await load()).stdout).toContain('stages built');
    expect(await listBuilds(env)).toHaveLength(known + 1);
    rmSync(join(shop.workspace.root, 'dist'), { recursive: true });
  });
});
