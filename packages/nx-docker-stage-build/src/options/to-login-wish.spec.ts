import { parseImageOptions } from './parse-options';
import { toLoginWish } from './to-login-wish';

const env = { ACCOUNT: '123456789012', PLACE: 'ci', EMPTY: '' };
const ENV = { type: 'env', registry: 'ghcr.io', username: 'ci', passwordEnv: 'TOKEN' };
const wish = (login: unknown) =>
  toLoginWish(parseImageOptions({ login }, { project: 'api' }).login, { root: '/w', env });

it.each<[number, unknown, unknown]>([
  [1, 'auto', 'auto'],
  [2, 'none', 'none'],
  [3, [], []],
  [4, { ...ENV, username: '{env.PLACE}-bot' }, [{ username: 'ci-bot' }]],
  [
    5,
    {
      type: 'ecr',
      registry: '{env.ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com',
      account: '{env.ACCOUNT}',
    },
    [{ registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', account: '123456789012' }],
  ],
  [
    6,
    { type: 'docker', registry: 'a.io', config: '{env.PLACE}/docker' },
    [{ config: '/w/ci/docker' }],
  ],
  [
    7,
    { type: 'file', registry: 'a.io', username: 'u', passwordFile: '/run/p' },
    [{ passwordFile: '/run/p' }],
  ],
  [
    8,
    [ENV, { ...ENV, registry: 'localhost:5000' }, { ...ENV, registry: '[::1]:5000' }],
    [{}, {}, {}],
  ],
])('%i %j', (_, login, wished) => {
  if (typeof wished === 'string') expect(wish(login)).toBe(wished);
  else expect(wish(login)).toMatchObject(wished as object);
});

it.each<[number, unknown, string, RegExp]>([
  [1, { ...ENV, registry: 'ghcr.io:port' }, 'OPTION_INVALID', /"ghcr.io:port" is no host/],
  [2, { ...ENV, registry: '-a.io' }, 'OPTION_INVALID', /is no host/],
  [3, [ENV, { ...ENV, registry: 'GHCR.io' }], 'OPTION_INVALID', /ghcr.io has two entries/],
  [
    4,
    [
      { ...ENV, registry: 'docker.io' },
      { ...ENV, registry: 'index.docker.io' },
    ],
    'OPTION_INVALID',
    /docker.io has two entries/,
  ],
  [5, { ...ENV, username: '{env.EMPTY}' }, 'TAG_TEMPLATE_INVALID', /\{env.EMPTY\} in/],
  [6, { ...ENV, username: '{name}' }, 'TAG_TEMPLATE_INVALID', /\{name\} in "\{name\}"/],
])('%i refuses %j', (_, login, code, message) => {
  expect(() => wish(login)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});
