import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { docker, listExecuted } from './engine-records';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';
import { startFaultProxy, type FaultProxy } from '@docker-stage-build/tools/faults/fault-proxy';
import {
  ALICE,
  BOB,
  startBasicRegistry,
  startTokenRegistry,
  USER,
  type Account,
  type PrivateRegistry,
} from '../registries/fixtures/private-registry';
import {
  startShortTokenGateway,
  writeTokenHelper,
} from '../registries/fixtures/short-token-gateway';
import { startTokenServer, type TokenServer } from '../registries/fixtures/token-server';

describeWith(['engine', 'registry', 'base'], 'logins', () => {
  let shop: Shop;
  let temp: string;
  let tokens: TokenServer;
  const registries: PrivateRegistry[] = [];
  /** In front of each registry, to see who asks: of base images, of caches, of the image. */
  let bases: FaultProxy;
  let caches: FaultProxy;
  let images: FaultProxy;

  beforeAll(async () => {
    shop = await openShop('journey-logins');
    temp = mkdtempSync(join(tmpdir(), 'logins-'));
    tokens = await startTokenServer();
    registries.push(
      await startBasicRegistry(ALICE),
      await startBasicRegistry(BOB),
      await startTokenRegistry(tokens.settings),
    );
    [bases, caches, images] = (await Promise.all(
      registries.map(({ address }) => startFaultProxy(address)),
    )) as [FaultProxy, FaultProxy, FaultProxy];
    // Not through the proxy: it is served by this process, which waits here.
    const target = registries[0]?.address ?? '';
    const login = dockerConfig('copy', { [target]: ALICE });
    const copy = ['--tag', `${target}/base:1`, `${shop.hub}/library/busybox:1`];
    docker(['buildx', 'imagetools', 'create', ...copy], {
      ...shop.engine.env,
      DOCKER_CONFIG: login,
    });
    writeFileSync(join(temp, 'bob'), `${BOB.password}\n`);
    writeHelper(
      'carol',
      `printf '%s' '${JSON.stringify({ Username: USER.username, Secret: USER.password })}'`,
    );
    writeImage('RUN echo built > /built');
  });

  afterAll(async () => {
    await Promise.all([bases, caches, images].map((proxy) => proxy?.stop()));
    await Promise.all(registries.map((registry) => registry.stop()));
    await tokens?.stop();
    await shop?.close();
    rmSync(temp, { recursive: true, force: true });
  });

  /** A folder like the engine's own configuration, with other logins. */
  function dockerConfig(
    name: string,
    logins: Readonly<Record<string, Pick<Account, 'username' | 'password'>>>,
  ) {
    const folder = join(temp, name);
    cpSync(shop.engine.env['DOCKER_CONFIG'] as string, folder, { recursive: true });
    const auths = Object.fromEntries(
      Object.entries(logins).map(([registry, { username, password }]) => [
        registry,
        { auth: Buffer.from(`${username}:${password}`).toString('base64') },
      ]),
    );
    const file = join(folder, 'config.json');
    const own = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...own, auths }));
    return folder;
  }

  function writeHelper(name: string, script: string): void {
    const path = join(temp, 'bin', `docker-credential-${name}`);
    mkdirSync(join(temp, 'bin'), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  function writeImage(step: string, base = `${bases.address}/base:1`): void {
    shop.workspace.write('apps/api/Dockerfile', `FROM ${base}\n${step}\n`);
  }

  /** Three accounts: a variable, a file, a helper. */
  const list = () => [
    { type: 'env', registry: bases.address, username: ALICE.username, passwordEnv: 'ALICE' },
    {
      type: 'file',
      registry: caches.address,
      username: BOB.username,
      passwordFile: join(temp, 'bob'),
    },
    { type: 'helper', registry: images.address, helper: 'carol' },
  ];

  function configure(options: object): void {
    const nx = JSON.parse(readFileSync(join(shop.workspace.root, 'nx.json'), 'utf8'));
    nx.targetDefaults = { ...nx.targetDefaults, image: { options }, 'image-plan': { options } };
    shop.workspace.write('nx.json', JSON.stringify(nx));
  }

  const options = (more: object = {}) => ({
    image: `${images.address}/shop/{name}`,
    tags: ['1'],
    push: true,
    reuse: 'never',
    cache: { kind: 'registry', location: `${caches.address}/shop/cache`, ignoreError: false },
    login: list(),
    ...more,
  });

  const path = () =>
    [join(temp, 'bin'), shop.engine.env['PATH'] ?? process.env['PATH']].join(delimiter);

  const build = (env: Readonly<Record<string, string>> = {}, args: readonly string[] = []) =>
    shop.nx(['run', 'api:image', '--output-style=static', ...args], {
      ...CLOUD,
      PATH: path(),
      ALICE: ALICE.password,
      ...env,
    });

  function forget(): void {
    for (const proxy of [bases, caches, images]) proxy.seen.length = 0;
  }

  /** Who asked a registry, by the logins that came with requests. */
  function accountsAt(proxy: FaultProxy): string[] {
    const names = proxy.seen.flatMap(({ authorization = '' }) => {
      const [scheme, value = ''] = authorization.split(' ');
      if (scheme === 'Bearer') return ['a token'];
      return scheme === 'Basic'
        ? [Buffer.from(value, 'base64').toString().split(':')[0] ?? '']
        : [];
    });
    return [...new Set(names)].sort();
  }

  it.each([
    ['that knows none of them', {}],
    ['that has stale ones', { stale: true }],
  ])(
    'builds from, caches in and pushes to three registries with three accounts, beside a Docker %s',
    async (_, { stale = false }: { stale?: boolean }) => {
      const wrong = { username: 'stale', password: 'wrong' };
      const hosts = stale ? [bases, caches, images].map(({ address }) => address) : [];
      const config = dockerConfig(
        stale ? 'stale' : 'none',
        Object.fromEntries(hosts.map((host) => [host, wrong])),
      );
      configure(options());
      writeImage(`RUN echo ${stale ? 'stale' : 'none'} > /built`);
      forget();
      const run = await build({ DOCKER_CONFIG: config });
      expect(run.stdout + run.stderr).toContain('api: 1 of 1 stages built');
      expect(run.exitCode).toBe(0);
      expect([bases, caches, images].map(accountsAt)).toEqual([['alice'], ['bob'], ['a token']]);
      const pushed = images.seen.filter(
        ({ method, url }) => method === 'PUT' && url.includes('/manifests/1'),
      );
      expect(pushed).toHaveLength(1);
      const before = readFileSync(join(config, 'config.json'), 'utf8');
      expect(before).not.toContain('credsStore');
    },
  );

  it('imports with the same accounts on a cold engine', async () => {
    await shop.engine.reset();
    forget();
    const run = await build();
    expect(run.exitCode).toBe(0);
    expect(await listExecuted(shop.engine.env)).toEqual([]);
    expect([bases, caches, images].map(accountsAt)).toEqual([['alice'], ['bob'], ['a token']]);
  });

  it('resolves a plan with them', async () => {
    forget();
    const args = [
      'run',
      'api:image-plan',
      '--resolve',
      '--format=json',
      '--outputFile=dist/plan.json',
    ];
    const run = await shop.nx(args, { ...CLOUD, PATH: path(), ALICE: ALICE.password });
    expect(run.exitCode).toBe(0);
    const plan = JSON.parse(readFileSync(join(shop.workspace.root, 'dist/plan.json'), 'utf8'));
    expect(plan.images[0].stages.at(-1).exists).toBe(true);
    expect([bases, caches].map(accountsAt)).toEqual([['alice'], ['bob']]);
  });

  it('builds a batch with them', async () => {
    writeImage('RUN echo batch > /built');
    forget();
    const run = await build({}, ['--batch']);
    expect(run.stdout + run.stderr).toContain('api: 1 of 1 stages built');
    expect(run.exitCode).toBe(0);
    expect([bases, caches, images].map(accountsAt)).toEqual([['alice'], ['bob'], ['a token']]);
  });

  it('says what is missing before anything is built', async () => {
    forget();
    const run = await build({ ALICE: '' });
    expect(run.exitCode).toBe(1);
    expect(run.stdout + run.stderr).toContain('LOGIN_MISSING');
    expect(run.stdout + run.stderr).toContain('the environment variable ALICE is empty');
    expect(bases.seen).toEqual([]);
  });

  it('keeps the context and the builders of the user', async () => {
    const config = dockerConfig('context', {});
    const { DOCKER_HOST: host = '', ...env } = shop.engine.env;
    const user = { ...env, DOCKER_CONFIG: config };
    docker(['context', 'create', 'mine', `--docker=host=${host}`], user);
    docker(['context', 'use', 'mine'], user);
    docker(['buildx', 'create', '--name=kept', '--driver=docker-container'], user);
    writeImage('RUN echo context > /built');
    const run = await shop.workspace.nx(['run', 'api:image', '--output-style=static'], {
      env: { ...user, ...CLOUD, PATH: path(), ALICE: ALICE.password },
    });
    expect(run.stdout + run.stderr).toContain('api: 1 of 1 stages built');
    expect(run.exitCode).toBe(0);
    const dryRun = (builder: string) =>
      shop.workspace.nx(['run', 'api:image', `--builder=${builder}`, '--dryRun'], {
        env: { ...user, ...CLOUD, PATH: path(), ALICE: ALICE.password },
      });
    expect((await dryRun('kept')).exitCode).toBe(0);
    const absent = await dryRun('absent');
    expect(absent.stdout + absent.stderr).toContain('no builder "absent" found');
  });

  it('renews a login that ends in the middle of a build', async () => {
    const gateway = await startShortTokenGateway(shop.registry.address);
    const asked = join(temp, 'asked');
    try {
      writeFileSync(asked, '');
      await writeTokenHelper(join(temp, 'bin', 'docker-credential-short'), asked);
      configure({
        image: `${gateway.address}/shop/{name}`,
        ...{ tags: ['1'], push: true, reuse: 'never', cache: 'none' },
        login: [{ type: 'helper', registry: gateway.address, helper: 'short' }],
      });
      writeImage('RUN sleep 25', 'busybox:1');
      const run = await build();
      expect(run.stdout + run.stderr).toContain('api: 1 of 1 stages built');
      expect(run.exitCode).toBe(0);
      // One login lets the push be tried before the build, another one is there when it is pushed.
      expect(new Set(gateway.seen.map(({ token }) => token)).size).toBeGreaterThan(1);
      expect(gateway.seen.filter(({ isOver }) => isOver)).toEqual([]);
      expect(
        execFileSync('grep', ['-o', gateway.address, asked]).toString().split('\n').length,
      ).toBeGreaterThan(2);
    } finally {
      await gateway.stop();
    }
  });

  it('leaves everything to the user with `login: none`', async () => {
    const config = dockerConfig('user', {
      [bases.address]: ALICE,
      [caches.address]: BOB,
      [images.address]: USER,
    });
    const log = join(temp, 'docker-log');
    const real = execFileSync('sh', ['-c', 'command -v docker'], { env: { PATH: path() } });
    writeFileSync(
      join(temp, 'bin', 'docker'),
      `#!/bin/sh\necho "$DOCKER_CONFIG $BUILDX_CONFIG" >> '${log}'\nexec ${real.toString().trim()} "$@"\n`,
    );
    chmodSync(join(temp, 'bin', 'docker'), 0o755);
    try {
      configure(options({ login: 'none' }));
      writeImage('RUN echo none > /built');
      const run = await build({ DOCKER_CONFIG: config });
      expect(run.exitCode).toBe(0);
      const used = readFileSync(log, 'utf8').trim().split('\n');
      expect([...new Set(used.map((line) => line.trim()))]).toEqual([config]);
      writeFileSync(log, '');
      configure(options());
      expect((await build({ DOCKER_CONFIG: config })).exitCode).toBe(0);
      expect(readFileSync(log, 'utf8')).not.toContain(`${config} `);
    } finally {
      rmSync(join(temp, 'bin', 'docker'));
    }
  });
});
