import { AwsError } from '../ecr/errors/aws-error';
import { autoFinder } from './find-auto';
import type { Credentials } from './model';

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const PUBLIC = 'public.ecr.aws';
const AWS: Credentials = { username: 'AWS', password: 'token' };
const DOCKER: Credentials = { username: 'docker', password: 'old' };
const missing = new AwsError('AWS_CREDENTIALS_MISSING', 'none');
const denied = new AwsError('AWS_DENIED', 'not allowed');

interface Given {
  readonly aws: Credentials | Error;
  readonly docker: Credentials | null;
  readonly helper?: boolean;
}

async function find(registry: string, { aws, docker, helper = false }: Given) {
  const warn = jest.fn();
  const findAuto = autoFinder({
    env: { AWS_PROFILE: 'ci' },
    docker: { find: async () => docker, hasHelperFor: async () => helper },
    ecr: { find: () => (aws instanceof Error ? Promise.reject(aws) : Promise.resolve(aws)) },
    warn,
  });
  const found = await findAuto(registry, {}).catch((error: unknown) => error);
  return { found, warnings: warn.mock.calls.length };
}

it.each<[number, string, Given, unknown, number]>([
  [1, 'ghcr.io', { aws: AWS, docker: DOCKER }, DOCKER, 0],
  [2, ECR, { aws: AWS, docker: DOCKER }, AWS, 0],
  [3, ECR, { aws: AWS, docker: DOCKER, helper: true }, DOCKER, 0],
  [4, ECR, { aws: missing, docker: DOCKER }, DOCKER, 0],
  [5, ECR, { aws: denied, docker: DOCKER }, DOCKER, 1],
  [6, ECR, { aws: missing, docker: null }, missing, 0],
  [7, ECR, { aws: denied, docker: null }, denied, 0],
  [8, PUBLIC, { aws: AWS, docker: null }, AWS, 0],
  [9, PUBLIC, { aws: missing, docker: null }, null, 0],
  [10, PUBLIC, { aws: denied, docker: null }, null, 1],
  [11, ECR, { aws: new TypeError('a fault'), docker: DOCKER }, new TypeError('a fault'), 0],
])('%i %s', async (_, registry, given, login, warnings) => {
  expect(await find(registry, given)).toEqual({ found: login, warnings });
});
