import { StageBuildError } from '@docker-stage-build/core';
import {
  planRepository,
  wantRepository,
  type EnsuredRepository,
  type RepositorySettings,
} from '@docker-stage-build/registries';
import type { EnsuredUse } from '../run/repositories/ensure-images';
import { formatRepositories } from './format-repositories';

const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const REGISTRY = { kind: 'private', host: HOST, accountId: null, region: 'eu-west-1' } as const;
const IMAGES = { images: true, caches: false };
const FOUND = {
  ...{ arn: '', uri: '', mutability: 'MUTABLE', exclusions: [], scanOnPush: false },
  ...{ encryption: 'AES256', kmsKey: null },
};

function use(
  path: string,
  status: EnsuredRepository['status'],
  settings: RepositorySettings = {},
): EnsuredUse {
  const repository = wantRepository({ registry: REGISTRY, path, holds: IMAGES, settings });
  const found = status === 'created' ? null : FOUND;
  const { calls, drift } = planRepository(repository, found, { update: false });
  const value = { repository, status, found, calls, drift };
  return { key: `${HOST}/${path}`, holds: IMAGES, outcome: { value } };
}

const USES: EnsuredUse[] = [
  use('shop/api', 'created', { lifecycle: null }),
  use('shop/worker', 'drift', { encryption: 'KMS', scanOnPush: true }),
  {
    ...{ key: `${HOST}/shop/cache`, holds: { images: false, caches: true } },
    outcome: { error: new StageBuildError('AWS_DENIED', 'AWS denies it.') },
  },
];

it('is a table of what became of repositories', () => {
  expect(formatRepositories(USES, { dryRun: false })).toMatchInlineSnapshot(`
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api     images  created
    123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/worker  images  differs
      scanOnPush is false, not true
      encryption is AES256, not KMS (ECR cannot change it)
    123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cache   caches  failed: AWS_DENIED
    "
  `);
});

it('has the calls of a dry run, as commands', () => {
  expect(formatRepositories(USES.slice(0, 1), { dryRun: true })).toMatchInlineSnapshot(`
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api  images  to be created

    aws ecr create-repository --region eu-west-1 --cli-input-json '{"repositoryName":"shop/api","imageTagMutability":"MUTABLE","imageScanningConfiguration":{"scanOnPush":true},"encryptionConfiguration":{"encryptionType":"AES256"}}'
    "
  `);
  expect(formatRepositories(USES.slice(1, 2), { dryRun: true })).toMatch(/# Nothing to do\.\n$/);
});

it('says where there is none', () => {
  expect(formatRepositories([], { dryRun: false })).toBe(
    'No image has a repository in Amazon ECR.\n',
  );
});
