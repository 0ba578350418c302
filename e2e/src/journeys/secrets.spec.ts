import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';
import {
  ALICE,
  BOB,
  CAROL,
  startBasicRegistry,
  type PrivateRegistry,
} from '../registries/fixtures/private-registry';

/** A part of every secret, and of nothing else. */
const CANARY = 'canary';
const basic = (username: string, password: string) =>
  Buffer.from(`${username}:${password}`).toString('base64');
/** Every form of a secret that could get somewhere. */
const FORMS = [
  CANARY,
  ...[ALICE, BOB, CAROL].map(({ username, password }) => basic(username, password)),
];

describeWith(['engine', 'registry', 'base'], 'secrets', () => {
  let shop: Shop;
  /** What the secrets stand in. */
  let sources: string;
  /** Where the run makes its temporary files. */
  let temp: string;
  let config: string;
  let registries: [PrivateRegistry, PrivateRegistry, PrivateRegistry];

  beforeAll(async () => {
    shop = await openShop('journey-secrets');
    sources = mkdtempSync(join(tmpdir(), 'sources-'));
    temp = mkdtempSync(join(tmpdir(), 'run-'));
    registries = [
      await startBasicRegistry(ALICE),
      await startBasicRegistry(BOB),
      await startBasicRegistry(CAROL),
    ];
    writeFileSync(join(sources, 'bob'), BOB.password);
    writeFileSync(join(sources, 'npmrc'), `//npm.example.com/:_authToken=${CANARY}-npm\n`);
    const carol = JSON.stringify({ Username: CAROL.username, Secret: CAROL.password });
    mkdirSync(join(sources, 'bin'));
    const helper = join(sources, 'bin', 'docker-credential-carol');
    writeFileSync(helper, `#!/bin/sh\nprintf '%s' '${carol}'\n`);
    chmodSync(helper, 0o755);
    config = join(sources, 'docker');
    cpSync(shop.engine.env['DOCKER_CONFIG'] as string, config, { recursive: true });
    const own = JSON.parse(readFileSync(join(config, 'config.json'), 'utf8')) as object;
    const auths = {
      'a.example.com': { auth: basic('me', `${CANARY}-auth`) },
      'b.example.com': { identitytoken: `${CANARY}-identity` },
    };
    writeFileSync(join(config, 'config.json'), JSON.stringify({ ...own, auths }));
  });

  afterAll(async () => {
    await Promise.all((registries ?? []).map((registry) => registry.stop()));
    await shop?.close();
    for (const folder of [sources, temp]) rmSync(folder, { recursive: true, force: true });
  });

  function configure(step: string): void {
    const [images, caches, other] = registries.map(({ address }) => address);
    const options = {
      image: `${images}/shop/{name}`,
      tags: ['1', `${other}/shop/{name}:1`],
      ...{ push: true, reuse: 'never', metadataFile: 'dist/{name}.json' },
      cache: { kind: 'registry', location: `${caches}/shop/cache`, ignoreError: false },
      buildArgs: { DB: 'postgres://me:{env.DB_PASSWORD}@db/shop' },
      secrets: [
        { id: 'token', env: 'BUILD_TOKEN' },
        { id: 'npmrc', src: join(sources, 'npmrc') },
      ],
      login: [
        { type: 'env', registry: images, username: ALICE.username, passwordEnv: 'ALICE' },
        {
          type: 'file',
          registry: caches,
          username: BOB.username,
          passwordFile: join(sources, 'bob'),
        },
        { type: 'helper', registry: other, helper: 'carol' },
      ],
    };
    const file = join(shop.workspace.root, 'nx.json');
    const nx = JSON.parse(readFileSync(file, 'utf8')) as { targetDefaults?: object };
    const targets = { image: { options }, 'image-plan': { options } };
    nx.targetDefaults = { ...nx.targetDefaults, ...targets };
    writeFileSync(file, JSON.stringify(nx));
    shop.workspace.write('apps/api/Dockerfile', `FROM busybox:1\nARG DB\n${step}\n`);
  }

  /** Nx in a group of its own, with all secrets in its environment. */
  function start(args: readonly string[]): {
    readonly nx: ChildProcess;
    readonly said: () => string;
  } {
    const { root } = shop.workspace;
    const { env } = shop.engine;
    const nx = spawn('node', [join(root, 'node_modules/.bin/nx'), 'run', ...args], {
      cwd: root,
      detached: true,
      env: {
        ...{ ...process.env, ...env, ...CLOUD, TMPDIR: temp, DOCKER_CONFIG: config },
        ...{ NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' },
        PATH: [join(sources, 'bin'), env['PATH'] ?? process.env['PATH']].join(delimiter),
        ALICE: ALICE.password,
        BUILD_TOKEN: `${CANARY}-build-token`,
        DB_PASSWORD: `${CANARY}-db`,
        AWS_ACCESS_KEY_ID: `${CANARY}-aws-id`,
        AWS_SECRET_ACCESS_KEY: `${CANARY}-aws-key`,
        DOCKER_AUTH_CONFIG: JSON.stringify({
          auths: { 'c.example.com': { auth: basic('me', `${CANARY}-variable`) } },
        }),
      },
    });
    let output = '';
    nx.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    nx.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return { nx, said: () => output };
  }

  /** Places where a secret stands that is not to be there. */
  function findCanaries(): string[] {
    const patterns = FORMS.flatMap((form) => ['-e', form]);
    const places = [temp, shop.workspace.root, config];
    const skipped = ['--exclude-dir=node_modules', '--exclude-dir=.git'];
    const found = spawnSync('grep', ['-rlaF', ...skipped, ...patterns, ...places], {
      encoding: 'utf8',
    });
    const own = join(config, 'config.json');
    return found.stdout.split('\n').filter((path) => path !== '' && path !== own);
  }

  const loginFolders = () => readdirSync(temp).filter((name) => name.includes('-logins-'));

  it('appear nowhere, although a RUN prints them', async () => {
    configure(
      [
        'RUN --mount=type=secret,id=token --mount=type=secret,id=npmrc',
        'cat /run/secrets/token /run/secrets/npmrc; echo "db is $DB"; sleep 3',
      ].join(' '),
    );
    const { nx, said } = start(['api:image']);
    const seen = new Set<string>();
    let wasIsolated = false;
    while (nx.exitCode === null) {
      listCommands().forEach(
        (command) => FORMS.some((form) => command.includes(form)) && seen.add(command),
      );
      findCanaries().forEach((path) => seen.add(path));
      wasIsolated ||= loginFolders().length > 0;
      await sleep(50);
    }
    expect(said()).toContain('api: 1 of 1 stages built');
    // What the steps printed was there to be masked.
    expect(said()).toContain('db is postgres://');
    expect(said()).toContain('***');
    expect(FORMS.filter((form) => said().includes(form))).toEqual([]);
    expect([...seen]).toEqual([]);
    expect(wasIsolated).toBe(true);
    expect(readFileSync(join(shop.workspace.root, 'dist/api.json'), 'utf8')).toContain('digest');
    expect(findCanaries()).toEqual([]);
    expect(readdirSync(temp).filter((name) => name.startsWith('docker-stage-build'))).toEqual([]);
  });

  it.each<[string, number, string[]]>([
    ['a plan', 0, ['api:image-plan', '--resolve', '--format=json', '--outputFile=dist/plan.json']],
    ['a bake file', 0, ['api:image-plan', '--format=bake', '--outputFile=dist/bake.json']],
    ['commands of a dry run', 0, ['api:image', '--dryRun']],
    ['an error', 1, ['api:image', '--targetStage=absent']],
    ['a batch', 0, ['api:image', '--batch']],
  ])('stand not in %s', async (_, exitCode, args) => {
    const { nx, said } = start(args);
    await once(nx, 'exit');
    expect({ exitCode: nx.exitCode, said: said() }).toMatchObject({ exitCode });
    expect(FORMS.filter((form) => said().includes(form))).toEqual([]);
    expect(findCanaries()).toEqual([]);
  });

  it('stay with no process that is killed, and the next run clears up', async () => {
    const step = 'sleep 86317';
    configure(`RUN ["sh", "-c", "exec ${step}"]`);
    const { nx, said } = start(['api:image']);
    while (!listCommands().includes(step)) {
      if (nx.exitCode !== null) throw new Error(said());
      await sleep(100);
    }
    const left = loginFolders();
    expect(left).toHaveLength(1);
    process.kill(-(nx.pid as number), 'SIGKILL');
    await once(nx, 'exit');
    await sleep(500);
    expect(loginFolders()).toEqual(left);
    expect(findCanaries()).toEqual([]);
    configure('RUN echo again');
    const again = start(['api:image']);
    await once(again.nx, 'exit');
    expect(again.said()).toContain('api: 1 of 1 stages built');
    expect(loginFolders()).toEqual([]);
  });
});

/** Arguments of all processes of this machine. */
function listCommands(): string[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      return [readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}
