import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Login, LoginWish } from './login';
import { isDockerEnough, openLogins } from './open-logins';

const SECRET = 'canary';
const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logins-'));
  await write('docker/config.json', { auths: { 'b.io': auth('docker:usual') } });
  await write('other/config.json', { auths: { 'a.io': auth('other:config') } });
  await write('broken.json', `{"auths": {"a.io": "${SECRET}" oops`);
  await write('password', `from-file\n`);
  await write('empty', '\n');
  await write('docker-credential-h', `#!/bin/sh\necho '{"Username":"h","Secret":"helper"}'`);
  await write('docker-credential-none', '#!/bin/sh\necho "credentials not found"; exit 1');
  await write('docker-credential-bad', `#!/bin/sh\necho ${SECRET}; exit 3`);
  env = {
    DOCKER_CONFIG: join(folder, 'docker'),
    PATH: `${folder}:${process.env['PATH']}`,
    USER_NAME: 'ci',
    PASSWORD: 'from-env\n',
    EMPTY: '',
  };
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string | object): Promise<void> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(path, 0o755);
}

const entry = (source: object): Login[] => [{ registry: 'a.io', ...source } as Login];
const find = (wish: LoginWish, registry: string) => openLogins(wish, { env }).find(registry);
const inFolder = (name: string) => join(folder, name);

it.each<[number, () => Login[], string, string]>([
  [1, () => entry({ type: 'env', username: 'u', passwordEnv: 'PASSWORD' }), 'u', 'from-env'],
  [
    2,
    () => entry({ type: 'env', usernameEnv: 'USER_NAME', passwordEnv: 'PASSWORD' }),
    'ci',
    'from-env',
  ],
  [
    3,
    () => entry({ type: 'file', username: 'u', passwordFile: inFolder('password') }),
    'u',
    'from-file',
  ],
  [4, () => entry({ type: 'helper', helper: 'h' }), 'h', 'helper'],
  [5, () => entry({ type: 'docker', config: inFolder('other') }), 'other', 'config'],
  [6, () => entry({ type: 'docker', config: inFolder('other/config.json') }), 'other', 'config'],
])('%i finds the login of an entry', async (_, wish, username, password) => {
  expect(await find(wish(), 'a.io')).toEqual({ username, password });
  expect(await find(wish(), 'A.IO')).toEqual({ username, password });
});

it('takes an identity token for what Docker’s protocol says it is', async () => {
  const wish = entry({ type: 'env', username: '<token>', passwordEnv: 'PASSWORD' });
  expect(await find(wish, 'a.io')).toEqual({ identityToken: 'from-env' });
});

it('leaves registries without an entry to Docker’s configuration', async () => {
  const wish = entry({ type: 'helper', helper: 'h' });
  const usual = { username: 'docker', password: 'usual' };
  for (const each of [wish, 'auto', 'none'] as const) {
    expect(await find(each, 'b.io')).toEqual(usual);
    expect(await find(each, 'c.io')).toBeNull();
  }
  expect(await find('auto', 'a.io')).toBeNull();
});

it('knows all names of Docker Hub as one', async () => {
  const wish: Login[] = [{ type: 'helper', registry: 'index.docker.io', helper: 'h' }];
  expect(await find(wish, 'docker.io')).toEqual({ username: 'h', password: 'helper' });
});

it.each<[number, () => Login[], RegExp]>([
  [
    1,
    () => entry({ type: 'env', username: 'u', passwordEnv: 'UNSET' }),
    /variable UNSET is not set/,
  ],
  [2, () => entry({ type: 'env', username: 'u', passwordEnv: 'EMPTY' }), /variable EMPTY is empty/],
  [
    3,
    () => entry({ type: 'env', usernameEnv: 'NOBODY', passwordEnv: 'PASSWORD' }),
    /NOBODY is not set/,
  ],
  [
    4,
    () => entry({ type: 'env', username: 'u', passwordEnv: 'ghp_canary' }),
    /that passwordEnv names/,
  ],
  [
    5,
    () => entry({ type: 'file', username: 'u', passwordFile: inFolder('absent') }),
    /there is no file/,
  ],
  [6, () => entry({ type: 'file', username: 'u', passwordFile: inFolder('empty') }), /is empty/],
  [
    7,
    () => entry({ type: 'file', username: 'u', passwordFile: folder }),
    /cannot be read \(EISDIR\)/,
  ],
  [8, () => entry({ type: 'helper', helper: 'absent' }), /docker-credential-absent is not on PATH/],
  [9, () => entry({ type: 'helper', helper: 'none' }), /docker-credential-none has none/],
  [10, () => entry({ type: 'helper', helper: 'bad' }), /failed with 3/],
  [11, () => entry({ type: 'docker', config: inFolder('absent') }), /there is no readable/],
  [12, () => entry({ type: 'docker', config: inFolder('docker') }), /config\.json has none/],
  [13, () => entry({ type: 'docker', config: inFolder('broken.json') }), /is not a JSON object/],
])('%i says what an entry lacks, and no secret', async (_, wish, message) => {
  const error = await find(wish(), 'a.io').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'LOGIN_MISSING', message: expect.stringMatching(message) });
  const { message: said, hint, stack } = error as Error & { hint: string };
  expect(`${said}${hint}${stack}`).not.toContain(SECRET);
});

it('takes DOCKER_AUTH_CONFIG before Docker’s file, as Docker does', async () => {
  const auths = { 'b.io': auth('variable:first') };
  const given = { ...env, DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) };
  const login = await openLogins('auto', { env: given }).find('b.io');
  expect(login).toEqual({ username: 'variable', password: 'first' });
});

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

it.each<[number, string[], LoginWish, NodeJS.ProcessEnv, boolean]>([
  [1, ['ghcr.io', 'docker.io'], 'auto', {}, true],
  [2, ['ghcr.io', ECR], 'auto', {}, false],
  [3, [ECR], 'none', {}, true],
  [4, ['public.ecr.aws'], 'auto', {}, true],
  [5, ['public.ecr.aws'], 'auto', { AWS_PROFILE: 'ci' }, false],
  [6, ['ghcr.io'], entry({ type: 'helper', helper: 'h' }), {}, false],
  [7, ['ghcr.io'], [], {}, true],
])('%i says whether Docker’s configuration is enough for %j', (_, hosts, wish, variables, is) => {
  expect(isDockerEnough(hosts, { wish, env: variables })).toBe(is);
});
