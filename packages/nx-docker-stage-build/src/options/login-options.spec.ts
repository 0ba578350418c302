import { parseImageOptions } from './parse-options';

const parse = (login: unknown) => parseImageOptions({ login }, { project: 'api' }).login;

function problemOf(login: unknown): string {
  try {
    parse(login);
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1).join('\n');
  }
  return 'none';
}

const ENV = { type: 'env', registry: 'ghcr.io', username: 'ci', passwordEnv: 'GHCR_TOKEN' };

it.each<[number, unknown, unknown]>([
  [1, undefined, 'auto'],
  [2, 'auto', 'auto'],
  [3, 'none', 'none'],
  [4, ENV, [ENV]],
  [5, [ENV], [ENV]],
  [6, 'type=env,registry=ghcr.io,username=ci,passwordEnv=GHCR_TOKEN', [ENV]],
  [
    7,
    ['type=helper,registry=gcr.io,helper=gcloud'],
    [{ type: 'helper', registry: 'gcr.io', helper: 'gcloud' }],
  ],
  [8, { type: 'ecr-public' }, [{ type: 'ecr-public', registry: 'public.ecr.aws' }]],
  [9, { type: 'ecr', registry: '{env.A}.dkr.ecr.eu-west-1.amazonaws.com' }, [expect.anything()]],
  [10, { type: 'docker', registry: 'a.io', config: 'ci/docker' }, [expect.anything()]],
  [
    11,
    { type: 'file', registry: 'a.io:5000', usernameEnv: 'U', passwordFile: '/run/p' },
    [expect.anything()],
  ],
])('%i reads %j', (_, login, read) => {
  expect(parse(login)).toEqual(read);
});

it.each<[number, unknown, string | RegExp]>([
  [1, 'atuo', /write auto, none, or logins, whose types are env, file,/],
  [2, { type: 'vault', registry: 'a.io' }, /whose types are env, file,/],
  [3, { ...ENV, registry: 'https://ghcr.io' }, /login\.registry: write a host without scheme/],
  [4, [{ ...ENV, registry: 'ghcr.io/shop' }], /login\.0\.registry: write a host without scheme/],
  [5, { ...ENV, usernameEnv: 'U' }, 'login: a login has one name: write username or usernameEnv'],
  [
    6,
    { ...ENV, username: undefined },
    'login: a login has one name: write username or usernameEnv',
  ],
  [7, { ...ENV, passwordEnv: undefined }, 'login.passwordEnv: expected string, but it is missing'],
  [8, { ...ENV, pasword: 1 }, /"pasword" is not an option: the options are passwordEnv,/],
  [9, { type: 'helper', registry: 'a.io', helper: 'docker-credential-gcloud' }, /write gcloud/],
  [10, { type: 'helper', registry: 'a.io', helper: '../x' }, /write gcloud/],
  [11, { type: 'ecr', registry: 'a.io', account: '123' }, /twelve digits/],
  [12, { type: 'ecr', registry: 'a.io', role: 'deploy' }, /write a role as arn:aws:iam/],
  [13, { type: 'ecr', registry: 'a.io', endpoint: 'nowhere' }, /login\.endpoint/],
])('%i refuses %j', (_, login, problem) => {
  expect(problemOf(login)).toMatch(problem);
});

it.each<[number, unknown]>([
  [1, { ...ENV, password: 'hunter2' }],
  [2, { type: 'env', registry: 'a.io', username: 'u', token: 'hunter2' }],
  [3, 'type=env,registry=a.io,username=u,password=hunter2'],
  [4, { ...ENV, passwordEnv: '$hunter2' }],
  [5, { ...ENV, registry: 'ci:hunter2@ghcr.io' }],
  [6, 'hunter2'],
])('%i never repeats what may be a password', (_, login) => {
  const problem = problemOf(login);
  expect(problem).toMatch(
    /no option holds a password|never its value|without scheme, user|write auto/,
  );
  expect(problem).not.toContain('hunter2');
});
