import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentials } from './read-credentials';

const AUTH = Buffer.from('me:from-auths').toString('base64');
let folder: string;

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'credentials-'))));
afterEach(() => rm(folder, { recursive: true }));

async function configure(config: string | object): Promise<void> {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  await writeFile(join(folder, 'config.json'), text);
}

/** A helper that writes down what it is asked. */
async function installHelper(name: string, script: string): Promise<void> {
  const path = join(folder, `docker-credential-${name}`);
  await writeFile(
    path,
    `#!/bin/sh\nserver=$(cat)\necho "$1 $server" >> ${folder}/asked\n${script}\n`,
  );
  await chmod(path, 0o755);
}

function read(): { find: (registry: string) => Promise<unknown>; warnings: string[] } {
  const warnings: string[] = [];
  const env = { DOCKER_CONFIG: folder, PATH: `${folder}:${process.env['PATH']}` };
  const { find } = readCredentials({ env, warn: (message) => warnings.push(message) });
  return { find, warnings };
}

it('asks a helper once, when it is needed, with the address Docker uses', async () => {
  await installHelper('store', `echo '{"Username":"me","Secret":"from-helper"}'`);
  await configure({ credsStore: 'store' });
  const { find, warnings } = read();
  await expect(readFile(join(folder, 'asked'))).rejects.toThrow('ENOENT');
  const login = { username: 'me', password: 'from-helper' };
  expect(await Promise.all([find('docker.io'), find('docker.io')])).toEqual([login, login]);
  expect(await find('ghcr.io')).toEqual(login);
  const asked = await readFile(join(folder, 'asked'), 'utf8');
  expect(asked).toBe('get https://index.docker.io/v1/\nget ghcr.io\n');
  expect(warnings).toEqual([]);
});

it.each<[number, string, unknown, RegExp | null]>([
  [1, `echo '{"Username":"<token>","Secret":"idt"}'`, { identityToken: 'idt' }, null],
  [2, 'echo "credentials not found in native keychain"; exit 1', null, null],
  [3, 'echo "s3cret"; echo "s3cret" >&2; exit 3', null, /docker-credential-h failed with 3/],
  [4, 'echo "s3cret"', null, /printed no login/],
  [5, 'kill -9 $$', null, /docker-credential-h failed with SIGKILL/],
  [6, `echo '{"Username":"s3cret"}'`, null, /printed no login/],
])('%i a helper that does: %s', async (_, script, login, warning) => {
  await installHelper('h', script);
  await configure({ credHelpers: { 'ghcr.io': 'h' } });
  const { find, warnings } = read();
  expect(await find('ghcr.io')).toEqual(login);
  expect(warnings).toEqual(warning === null ? [] : [expect.stringMatching(warning)]);
  expect(warnings.join()).not.toContain('s3cret');
});

it('falls back to auths, with a warning, when a helper is not there', async () => {
  await configure({ credsStore: 'absent', auths: { 'ghcr.io': { auth: AUTH } } });
  const { find, warnings } = read();
  expect(await find('ghcr.io')).toEqual({ username: 'me', password: 'from-auths' });
  expect(warnings).toEqual([expect.stringContaining('docker-credential-absent is not on PATH')]);
});

it('runs nothing for a helper whose name is a path', async () => {
  await configure({ credsStore: '../evil' });
  const { find, warnings } = read();
  expect(await find('ghcr.io')).toBeNull();
  expect(warnings).toHaveLength(1);
});

it('is anonymous without a configuration, in silence', async () => {
  const { find, warnings } = read();
  expect(await find('ghcr.io')).toBeNull();
  expect(warnings).toEqual([]);
});

it('warns of a broken configuration without quoting it', async () => {
  await configure('{"auths": {"ghcr.io": {"auth": "c2VjcmV0" oops');
  const { find, warnings } = read();
  expect(await find('ghcr.io')).toBeNull();
  expect(warnings).toEqual([expect.stringContaining('is not a JSON object')]);
  expect(warnings.join()).not.toContain('c2VjcmV0');
});

it('finds the configuration below HOME', async () => {
  const warnings: string[] = [];
  const env = { HOME: join(folder, 'absent') };
  const { find } = readCredentials({ env, warn: (message) => warnings.push(message) });
  expect(await find('ghcr.io')).toBeNull();
  expect(warnings).toEqual([]);
});
