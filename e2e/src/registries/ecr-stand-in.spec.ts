import { parseImageRef } from '@docker-stage-build/core';
import {
  ecrCredentials,
  openEcr,
  registryClient,
  type CredentialSource,
  type EcrRegistry,
  type PrivateEcr,
} from '@docker-stage-build/registries';
import { startEcr, type RunningEcr } from '@docker-stage-build/tools/engine';
import { enterAwsEnvironment, type AwsEnvironment } from './fixtures/aws-environment';
import { pushImage } from './fixtures/push-image';
import { describeWith } from '../harness';

// What other journeys take for ECR's behaviour.
describeWith(['ecr'], 'the stand-in for ECR', () => {
  let ecr: RunningEcr;
  let aws: AwsEnvironment;
  let api: PrivateEcr;
  let credentials: CredentialSource;

  beforeAll(async () => {
    ecr = await startEcr({ name: 'stand-in-ecr' });
    aws = await enterAwsEnvironment(ecr.env);
    const { address: host, accountId, region } = ecr;
    const registry: EcrRegistry = { kind: 'private', host, accountId, region };
    api = await openEcr(registry);
    credentials = ecrCredentials({ loginOf: () => ({ registry, access: {} }) });
  });
  afterAll(async () => {
    await aws?.remove();
    await ecr?.stop();
  });
  afterEach(() => ecr.script({ putImageRate: null }));

  async function push(name: string, content: string): Promise<void> {
    const login = (await credentials.find(ecr.address)) as { username: string; password: string };
    const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    const client = registryClient({ credentials, retries: 0 });
    const ref = parseImageRef(`${ecr.address}/${name}`);
    await pushImage(ref, { client, content, authorization: `Basic ${basic}` });
  }

  it('refuses a push to a repository that is not there', async () => {
    await expect(push('missing:1', 'a')).rejects.toThrow('404');
  });

  it.each([
    ['MUTABLE', undefined, '1.0', true],
    ['IMMUTABLE', undefined, '1.0', false],
    ['IMMUTABLE_WITH_EXCLUSION', 'cache-*', '1.0', false],
    ['IMMUTABLE_WITH_EXCLUSION', 'cache-*', 'cache-deps', true],
    ['IMMUTABLE_WITH_EXCLUSION', 'cache-*', 'cached', false],
    ['IMMUTABLE_WITH_EXCLUSION', '*-dev', '1.0-dev', true],
    ['MUTABLE_WITH_EXCLUSION', 'v*', 'v1.0', false],
    ['MUTABLE_WITH_EXCLUSION', 'v*', 'latest', true],
  ] as const)(
    '%s except %s: %s may be overwritten: %s',
    async (mutability, filter, tag, expected) => {
      const repositoryName = `${mutability}-${filter}-${tag}`
        .toLowerCase()
        .replace(/[^a-z0-9.]+/g, '-');
      const filters = filter && [{ filterType: 'WILDCARD' as const, filter }];
      await api.call('CreateRepository', {
        repositoryName,
        imageTagMutability: mutability,
        ...(filters && { imageTagMutabilityExclusionFilters: filters }),
      });
      const { repositories } = await api.call('DescribeRepositories', {
        repositoryNames: [repositoryName],
      });
      expect(repositories?.[0]?.imageTagMutabilityExclusionFilters).toEqual(filters);
      await push(`${repositoryName}:${tag}`, 'first');
      await push(`${repositoryName}:${tag}`, 'first');
      const second = push(`${repositoryName}:${tag}`, 'second');
      if (expected) await second;
      else await expect(second).rejects.toMatchObject({ code: 'REGISTRY_TAG_IMMUTABLE' });
    },
  );

  it('makes a repository on a push, by the template that is nearest', async () => {
    const lifecyclePolicy = JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus: 'untagged',
            countType: 'sinceImagePushed',
            countUnit: 'days',
            countNumber: 7,
          },
          action: { type: 'expire' },
        },
      ],
    });
    const appliedFor = ['CREATE_ON_PUSH' as const];
    await api.call('CreateRepositoryCreationTemplate', {
      prefix: 'team',
      appliedFor,
      imageTagMutability: 'IMMUTABLE',
      lifecyclePolicy,
    });
    await push('team/api:1', 'a');
    const target = { repositoryName: 'team/api' };
    const { repositories } = await api.call('DescribeRepositories', {
      repositoryNames: [target.repositoryName],
    });
    expect(repositories).toMatchObject([{ imageTagMutability: 'IMMUTABLE' }]);
    const policy = await api.call('GetLifecyclePolicy', target);
    expect(JSON.parse(policy.lifecyclePolicyText ?? '')).toEqual(JSON.parse(lifecyclePolicy));
    const ref = parseImageRef(`${ecr.address}/team/other:1`);
    expect(await registryClient({ credentials }).resolve(ref)).toBeNull();
    await expect(push('elsewhere/api:1', 'a')).rejects.toThrow('404');
  });

  it('limits the rate of manifests, pushed or put', async () => {
    await api.call('CreateRepository', { repositoryName: 'rate' });
    await ecr.script({ putImageRate: 2 });
    await push('rate:1', 'a');
    await push('rate:2', 'b');
    await expect(push('rate:3', 'c')).rejects.toMatchObject({ code: 'REGISTRY_THROTTLED' });
    const { images } = await api.call('BatchGetImage', {
      repositoryName: 'rate',
      imageIds: [{ imageTag: '1' }],
    });
    const { imageManifest } = images?.[0] ?? {};
    const before = (await ecr.calls()).length;
    await api.call('PutImage', { repositoryName: 'rate', imageManifest, imageTag: '4' });
    const puts = (await ecr.calls()).slice(before).map(({ status }) => status);
    expect(puts[0]).toBe(400);
    expect(puts.at(-1)).toBe(200);
    const ref = parseImageRef(`${ecr.address}/rate:4`);
    expect(await registryClient({ credentials }).exists(ref)).toBe(true);
  });

  it('ends tokens, which a client replaces', async () => {
    await api.call('CreateRepository', { repositoryName: 'renewed' });
    await push('renewed:1', 'a');
    const ref = parseImageRef(`${ecr.address}/renewed:1`);
    const client = registryClient({ credentials });
    expect(await client.exists(ref)).toBe(true);
    await ecr.script({ expireTokens: true });
    expect(await client.exists(ref)).toBe(true);
  });
});
