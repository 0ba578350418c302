import { parseImageOptions, type RawImageOptions } from '../../options';
import { listUses, type RepositoryUser } from './list-uses';
import { groupUses } from './want-repositories';

const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

interface Wish {
  readonly options?: RawImageOptions;
  readonly location?: string | null;
  readonly write?: boolean;
}

function user(tags: readonly string[], { options = {}, location = null, write = true }: Wish = {}) {
  const name = tags[0]?.split('/').at(-1)?.split(':')[0] ?? '';
  return {
    project: { name, root: `apps/${name}` },
    options: parseImageOptions({ push: true, ...options }, { project: name }),
    cache: { kind: 'registry', location, why: '', read: true, write },
    request: { tags },
  } as RepositoryUser;
}

const list = (one: RepositoryUser) =>
  listUses(one).map(({ key, holds: { images, caches } }) => [key, images, caches]);

it.each<[number, RepositoryUser, [string, boolean, boolean][]]>([
  [1, user([`${HOST}/shop/api:1`, `${HOST}/shop/api:2`]), [[`${HOST}/shop/api`, true, false]]],
  [
    2,
    user([`${HOST}/shop/api:1`], { location: `${HOST}/shop/cache` }),
    [
      [`${HOST}/shop/api`, true, false],
      [`${HOST}/shop/cache`, false, true],
    ],
  ],
  [
    3,
    user([`${HOST}/shop/api:1`], { location: `${HOST}/shop/api` }),
    [[`${HOST}/shop/api`, true, true]],
  ],
  [
    4,
    user([`${HOST}/api:1`], { location: `${HOST}/cache`, write: false }),
    [[`${HOST}/api`, true, false]],
  ],
  [5, user([`${HOST}/api:1`], { options: { push: false } }), []],
  [
    6,
    user(['ghcr.io/shop/api:1', 'api:1'], { location: 'public.ecr.aws/a1/cache' }),
    [['public.ecr.aws/a1/cache', false, true]],
  ],
  [7, user(['127.0.0.1:5000/api:1']), []],
  [
    8,
    user(['127.0.0.1:5000/api:1'], {
      options: { login: [{ type: 'ecr', registry: '127.0.0.1:5000' }] },
    }),
    [['127.0.0.1:5000/api', true, false]],
  ],
])('%i the repositories in ECR that an image writes to', (_, one, expected) => {
  expect(list(one)).toEqual(expected);
});

it('says which account and region are called, and refuses a host that cannot be', () => {
  expect(listUses(user([`${HOST}/api:1`]))).toMatchObject([
    { registry: { kind: 'private', accountId: '123456789012', region: 'eu-west-1' }, access: {} },
  ]);
  const wrong = user(['12345.dkr.ecr.eu-west-1.amazonaws.com/api:1']);
  expect(() => listUses(wrong)).toThrow('ECR');
});

it('takes a repository of several images once, by the options of the one that is in it', () => {
  const cache = `${HOST}/shop/api`;
  const web = user([`${HOST}/shop/web:1`], { location: cache });
  const api = user([`${HOST}/shop/api:1`], { location: cache });
  const wrong = user(['12345.dkr.ecr.eu-west-1.amazonaws.com/api:1']);
  const uses = groupUses([wrong, web, api]);
  expect(uses.map(({ key, holds, user: whose }) => [key, holds, whose.project.name])).toEqual([
    [`${HOST}/shop/web`, { images: true, caches: false }, 'web'],
    [`${HOST}/shop/api`, { images: true, caches: true }, 'api'],
  ]);
});
