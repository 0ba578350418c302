import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FindHelperLogin, OwnDockerConfig } from './model';
import { ownDockerConfig } from './own-docker-config';

const SECRET = 'canary-of-a-login';
let user: string;
let own: OwnDockerConfig | undefined;

beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'user-docker-'));
  mkdirSync(join(user, 'contexts'));
  writeFileSync(join(user, 'contexts', 'meta.json'), '{}');
  writeFileSync(join(user, '.token_seed'), '{}');
  const auths = { 'ghcr.io': { auth: Buffer.from(`me:${SECRET}`).toString('base64') } };
  const proxies = { default: { httpProxy: 'http://proxy:3128' } };
  const settings = { auths, credHelpers: { 'a.io': 'b' }, credsStore: 'c', currentContext: 'far' };
  writeFileSync(join(user, 'config.json'), JSON.stringify({ ...settings, proxies }));
});
afterEach(async () => {
  await own?.close();
  own = undefined;
  rmSync(user, { recursive: true });
});

const userEnv = () => ({
  DOCKER_CONFIG: user,
  PATH: process.env['PATH'],
  DOCKER_AUTH_CONFIG: '{}',
});

async function open(find: FindHelperLogin): Promise<OwnDockerConfig['env']> {
  own = await ownDockerConfig(userEnv(), find);
  return own.env;
}

/** What Docker does to get a login. */
async function ask(env: OwnDockerConfig['env'], verb: string, input: string) {
  const child = spawn('docker-credential-docker-stage-build', [verb], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined).end(input);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { said, code: code as number };
}

const runFolder = (env: OwnDockerConfig['env']) => dirname(env['DOCKER_CONFIG'] as string);

it('keeps all of the user’s configuration but the logins', async () => {
  const env = await open(async () => null);
  const folder = env['DOCKER_CONFIG'] as string;
  expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toEqual({
    currentContext: 'far',
    proxies: { default: { httpProxy: 'http://proxy:3128' } },
    auths: {},
    credsStore: 'docker-stage-build',
  });
  expect(readFileSync(join(folder, 'contexts', 'meta.json'), 'utf8')).toBe('{}');
  expect(readdirSync(folder).sort()).toEqual(['config.json', 'contexts']);
  expect(env).toMatchObject({ BUILDX_CONFIG: join(user, 'buildx') });
  expect(env['DOCKER_AUTH_CONFIG']).toBeUndefined();
  expect(env['PATH']?.split(delimiter).slice(1).join(delimiter)).toBe(process.env['PATH']);
  expect(statSync(runFolder(env)).mode & 0o777).toBe(0o700);
});

it('hands out logins when they are asked for, each time anew, and writes none', async () => {
  let count = 0;
  const env = await open(async (server) => ({ username: server, secret: `${SECRET}-${++count}` }));
  // Node starts as it is, whatever this process was told to load.
  const strange = { ...env, NODE_OPTIONS: '--require=/not/there' };
  for (const server of ['ghcr.io', 'https://index.docker.io/v1/']) {
    const { said, code } = await ask(strange, 'get', `${server}\n`);
    const login = { ServerURL: server, Username: server, Secret: `${SECRET}-${count}` };
    expect({ ...JSON.parse(said), code }).toEqual({ ...login, code: 0 });
  }
  expect(count).toBe(2);
  const listed = await ask(env, 'list', '');
  expect(Object.keys(JSON.parse(listed.said))).toEqual(['ghcr.io', 'https://index.docker.io/v1/']);
  const grep = spawnSync('grep', ['-r', SECRET, join(runFolder(env), 'bin'), runFolder(env)]);
  expect(grep.stdout.toString()).toBe('');
});

it.each<[number, string, FindHelperLogin, string]>([
  [1, 'get', async () => null, 'credentials not found in native keychain'],
  [2, 'get', () => Promise.reject(new Error('expired: log in')), 'expired: log in'],
  [3, 'store', async () => null, 'logins of a run are its option `login`'],
  [4, 'erase', async () => null, 'neither stored nor erased'],
  [5, 'version', async () => null, 'this helper knows get and list'],
])('%i says why it has nothing for %s', async (_, verb, find, said) => {
  const env = await open(find);
  expect(await ask(env, verb, 'ghcr.io')).toEqual({ said: expect.stringContaining(said), code: 1 });
});

it('leaves nothing, and a helper that comes late is told so', async () => {
  const env = await open(async () => null);
  const [folder, program] = [runFolder(env), readFileSync(join(runFolder(env), 'ask.cjs'), 'utf8')];
  await own?.close();
  own = undefined;
  expect(existsSync(folder)).toBe(false);
  const late = spawnSync(process.execPath, ['-', join(folder, 'socket'), 'get'], {
    input: program,
  });
  expect(late.status).toBe(1);
  expect(late.stdout.toString()).toContain('has ended (ENOENT)');
});

it('removes what a killed run left, and leaves alone what lives', async () => {
  const source = `require('node:net').createServer().listen(process.argv[1], () => console.log('up'))`;
  const folder = mkdtempSync(join(tmpdir(), 'docker-stage-build-logins-'));
  const other = spawn(process.execPath, ['-e', source, join(folder, 'socket')]);
  await once(other.stdout, 'data');
  await open(async () => null);
  await own?.close();
  expect(existsSync(folder)).toBe(true);
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(existsSync(join(folder, 'socket'))).toBe(true);
  await open(async () => null);
  expect(existsSync(folder)).toBe(false);
});
