import fc from 'fast-check';
import { authFor, helperFor, parseDockerConfig, type DockerConfig } from './docker-config';

const encode = (text: string) => Buffer.from(text).toString('base64');
const config = (value: object): DockerConfig => {
  const parsed = parseDockerConfig(JSON.stringify(value));
  if (parsed === null) throw new Error('not read');
  return parsed;
};
const login = (username: string, password: string) => ({ username, password });

describe('authFor', () => {
  it.each<[number, string, object, unknown]>([
    [1, 'ghcr.io', { 'ghcr.io': { auth: encode('me:pw') } }, login('me', 'pw')],
    [2, 'ghcr.io', { 'ghcr.io': { auth: encode('me:a:b') } }, login('me', 'a:b')],
    [
      3,
      'docker.io',
      { 'https://index.docker.io/v1/': { auth: encode('me:pw') } },
      login('me', 'pw'),
    ],
    [4, 'docker.io', { 'docker.io': { auth: encode('me:pw') } }, login('me', 'pw')],
    [5, 'ghcr.io', { 'https://ghcr.io/v2/': { auth: encode('me:pw') } }, login('me', 'pw')],
    [6, 'ghcr.io', { 'ghcr.io': { auth: encode('me:\0\0') } }, login('me', '')],
    [
      7,
      'ghcr.io',
      { 'ghcr.io': { identitytoken: 'idt', auth: encode('x:') } },
      { identityToken: 'idt' },
    ],
    [8, 'ghcr.io', { 'ghcr.io': { username: 'me', password: 'pw' } }, login('me', 'pw')],
    [9, 'ghcr.io', { 'ghcr.io:443': { auth: encode('me:pw') } }, null],
    [10, 'ghcr.io', { 'ghcr.io': {} }, null],
    [11, 'ghcr.io', { 'ghcr.io': { auth: '%%%' } }, null],
    [12, 'ghcr.io', { 'ghcr.io': { auth: encode('nocolon') } }, null],
    [13, 'ghcr.io', { 'ghcr.io': 'text' }, null],
    [14, 'toString', {}, null],
    [
      15,
      'localhost:5000',
      { 'http://localhost:5000': { auth: encode('me:pw') } },
      login('me', 'pw'),
    ],
  ])('%i the login of %s in %j', (_, registry, auths, expected) => {
    expect(authFor(registry, config({ auths }))).toEqual(expected);
  });

  it('decodes whatever docker login wrote', () => {
    const name = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((text) => !/[:\0]/.test(text));
    const secret = fc.string({ unit: 'grapheme' }).filter((text) => !text.endsWith('\0'));
    fc.assert(
      fc.property(name, secret, (username, password) => {
        const auths = { 'a.example': { auth: encode(`${username}:${password}`) } };
        expect(authFor('a.example', config({ auths }))).toEqual({ username, password });
      }),
    );
  });
});

it.each([
  [1, 'ghcr.io', { credsStore: 'desktop' }, 'desktop'],
  [2, 'ghcr.io', { credsStore: 'desktop', credHelpers: { 'ghcr.io': 'gh' } }, 'gh'],
  [3, 'quay.io', { credHelpers: { 'ghcr.io': 'gh' } }, null],
  [4, 'docker.io', { credHelpers: { 'https://index.docker.io/v1/': 'hub' } }, 'hub'],
  [5, 'ghcr.io', { credsStore: '' }, null],
  [6, 'ghcr.io', { credsStore: 7, credHelpers: [] }, null],
])('%i the helper of %s in %j', (_, registry, value, helper) => {
  expect(helperFor(registry, config(value))).toBe(helper);
});

it.each(['', '[]', 'null', '{"auths": {"a": {"auth": "c2VjcmV0'])(
  'reads nothing from %s',
  (text) => {
    expect(parseDockerConfig(text)).toBeNull();
  },
);
