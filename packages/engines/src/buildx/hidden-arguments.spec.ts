import { createJob } from '../testing/create-job';
import { buildArguments } from './arguments';
import { hiddenArguments } from './hidden-arguments';

it.each<[number, string, string, Record<string, string>, boolean]>([
  [1, 'PORT', '3000', {}, false],
  [2, 'DB', 'postgres://me:canary@db/shop', {}, true],
  [3, 'NPM', 'https://token@npm.example.com/', {}, true],
  [4, 'SITE', 'https://example.com/@me', {}, false],
  [5, 'HTTP_PROXY', 'http://me:canary@proxy:3128', {}, false],
  [6, 'DOCKER_HOST', 'tcp://me:canary@host', {}, false],
  [7, 'DB', 'postgres://me:canary@db/shop', { DB: 'another' }, false],
])('%i %s', (_, name, value, env, isHidden) => {
  const job = createJob({ buildArgs: { [name]: value }, env });
  const hidden = hiddenArguments(job);
  expect(hidden.has(name)).toBe(isHidden);
  const args = buildArguments(job, { hidden });
  expect(args).toContain(isHidden ? name : `${name}=${value}`);
});
