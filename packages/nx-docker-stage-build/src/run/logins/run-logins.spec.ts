import { existsSync } from 'node:fs';
import type { LoginWish } from '@docker-stage-build/registries';
import { keepRunLogins } from './keep-run-logins';
import { openRunLogins } from './run-logins';
import { hostOfServer, toHelperLogin } from './to-helper-login';

const env = { PATH: process.env['PATH'], HOME: '/nonexistent' };
const warn = () => undefined;
const wish: LoginWish = [
  { type: 'env', registry: 'a.io', username: 'me', passwordEnv: 'ABSENT' },
  { type: 'env', registry: 'b.io', username: 'me', passwordEnv: 'PATH' },
];

it.each<[number, LoginWish, string[]]>([
  [1, 'auto', ['ghcr.io', 'docker.io']],
  [2, 'none', ['123456789012.dkr.ecr.eu-west-1.amazonaws.com']],
  [3, [], ['ghcr.io']],
])('%i leaves the user’s environment alone with %j', async (_, wished, registries) => {
  const logins = openRunLogins(wished, { env, warn });
  expect(await logins.engineEnv(registries)).toBe(env);
  await logins.close();
});

it('makes one configuration for all that ask, and removes it', async () => {
  const logins = openRunLogins(wish, { env, warn });
  const [one, other] = await Promise.all([logins.engineEnv(['a.io']), logins.engineEnv([])]);
  const folder = one['DOCKER_CONFIG'] as string;
  expect(other['DOCKER_CONFIG']).toBe(folder);
  expect(existsSync(folder)).toBe(true);
  await logins.close();
  expect(existsSync(folder)).toBe(false);
});

it('looks up the entries of registries that are needed, and no others', async () => {
  const logins = openRunLogins(wish, { env, warn });
  await expect(logins.check(['b.io', 'c.io'])).resolves.toBeUndefined();
  await expect(logins.check(['a.io'])).rejects.toMatchObject({ code: 'LOGIN_MISSING' });
});

it('opens what is wished for alike once', async () => {
  const { open, close } = keepRunLogins({ env, warn });
  expect(open('auto')).toBe(open('auto'));
  expect(open([...wish])).toBe(open(wish));
  expect(open('none')).not.toBe(open('auto'));
  await close();
});

it.each([
  [1, 'https://index.docker.io/v1/', 'index.docker.io'],
  [2, 'ghcr.io', 'ghcr.io'],
  [3, 'localhost:5000', 'localhost:5000'],
])('%i knows the host of %s', (_, server, host) => {
  expect(hostOfServer(server)).toBe(host);
});

it('hands an identity token out as Docker’s protocol says', () => {
  expect(toHelperLogin({ identityToken: 'x' })).toEqual({ username: '<token>', secret: 'x' });
  expect(toHelperLogin({ username: 'u', password: 'p' })).toEqual({ username: 'u', secret: 'p' });
});
