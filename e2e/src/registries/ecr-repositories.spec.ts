import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  ensureRepositories,
  openEcr,
  wantRepository,
  type EcrRegistry,
  type EnsuredRepository,
  type EnsureWish,
  type PrivateEcr,
  type RepositoryOutcome,
  type RepositorySettings,
} from '@docker-stage-build/registries';
import {
  denied,
  LIMIT_EXCEEDED,
  startEcr,
  THROTTLED,
  type RunningEcr,
} from '@docker-stage-build/tools/engine';
import { describeWith } from '../harness';

const IMAGES = { images: true, caches: false };
const CACHES = { images: false, caches: true };
const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository/shop/api';

/** In this process's environment for as long as a stand-in is up, as a CI job has it. */
function useEnvironment(of: () => RunningEcr): void {
  const before = { ...process.env };
  beforeAll(() => Object.assign(process.env, of().env));
  afterAll(() => void (process.env = before));
}

describeWith(['ecr'], 'repositories of a private registry', () => {
  let ecr: RunningEcr;
  let api: PrivateEcr;
  let registry: EcrRegistry;
  beforeAll(async () => {
    ecr = await startEcr({ name: 'ecr-repositories' });
    registry = { kind: 'private', host: ecr.address, accountId: null, region: ecr.region };
  });
  useEnvironment(() => ecr);
  beforeAll(async () => void (api = await openEcr(registry)));
  afterAll(() => ecr?.stop());
  afterEach(() => ecr.script({ faults: [] }));

  let warnings: string[] = [];
  beforeEach(() => void (warnings = []));

  interface Wish extends Partial<EnsureWish> {
    readonly holds?: typeof IMAGES;
  }

  async function ensure(
    path: string,
    settings: RepositorySettings = {},
    { holds = IMAGES, ...wish }: Wish = {},
  ): Promise<RepositoryOutcome> {
    const repository = wantRepository({ registry, path, holds, settings });
    const request = { repository, access: {}, create: 'auto' as const, update: false, ...wish };
    const warn = (message: string): void => void warnings.push(message);
    return (await ensureRepositories([request], { warn }))[0] as RepositoryOutcome;
  }

  async function ensured(...args: Parameters<typeof ensure>): Promise<EnsuredRepository> {
    const outcome = await ensure(...args);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  /** The same in a process of its own; what became of the repository. */
  async function ensureElsewhere(path: string): Promise<string> {
    const request = JSON.stringify({ registry, path, holds: IMAGES, settings: {} });
    const script = join(__dirname, 'fixtures', 'ensure-process.ts');
    const flags = ['--conditions=@docker-stage-build/source', '--import', 'tsx'];
    const child = spawn(process.execPath, [...flags, script, request, '{}'], {
      env: { ...process.env, ...ecr.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return (await text(child.stdout)).trim();
  }

  async function describeRepository(name: string) {
    const { repositories } = await api.call('DescribeRepositories', { repositoryNames: [name] });
    return repositories?.[0];
  }

  async function lifecycleOf(repositoryName: string): Promise<unknown> {
    const { lifecyclePolicyText } = await api.call('GetLifecyclePolicy', { repositoryName });
    return JSON.parse(lifecyclePolicyText ?? 'null');
  }

  /** Actions that are called meanwhile, by what they are called. */
  async function listCalls(work: () => Promise<unknown>): Promise<string[]> {
    const before = (await ecr.calls()).length;
    await work();
    return (await ecr.calls()).slice(before).map(({ action }) => action);
  }

  it('are made with safe defaults, for images and for caches', async () => {
    expect(await ensured('plain/api')).toMatchObject({ status: 'created', drift: [] });
    expect(await ensured('plain/cache', {}, { holds: CACHES })).toMatchObject({
      status: 'created',
    });
    expect(await describeRepository('plain/api')).toMatchObject({
      imageTagMutability: 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
    });
    expect(await describeRepository('plain/cache')).toMatchObject({
      imageScanningConfiguration: { scanOnPush: false },
    });
    expect(await lifecycleOf('plain/api')).toMatchObject({ rules: { length: 1 } });
    expect(await lifecycleOf('plain/cache')).toMatchObject({ rules: { length: 2 } });
  });

  it('that exist cost one call where nothing is asked of them', async () => {
    const calls = await listCalls(() => ensured('plain/api'));
    expect(calls).toEqual(['DescribeRepositories']);
  });

  it('are made with every setting that was asked for', async () => {
    const lifecycle = {
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus: 'tagged',
            tagPrefixList: ['pr-'],
            countType: 'imageCountMoreThan',
            countNumber: 9,
          },
          action: { type: 'expire' },
        },
      ],
    };
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::123456789012:root' },
          Action: 'ecr:BatchGetImage',
        },
      ],
    };
    const settings: RepositorySettings = {
      mutability: 'IMMUTABLE',
      mutabilityExclusions: ['latest', 'pr-*'],
      scanOnPush: false,
      encryption: 'KMS',
      kmsKey: 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
      tags: { team: 'shop', stage: 'test' },
      lifecycle,
      policy,
    };
    expect(await ensured('whole/api', settings)).toMatchObject({ status: 'created' });
    expect(await describeRepository('whole/api')).toMatchObject({
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [
        { filter: 'image-*' },
        { filter: 'latest' },
        { filter: 'pr-*' },
      ],
      imageScanningConfiguration: { scanOnPush: false },
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: settings.kmsKey },
    });
    expect(await lifecycleOf('whole/api')).toEqual(lifecycle);
    const found = await ensured('whole/api', settings);
    expect(found).toMatchObject({ status: 'exists', drift: [], calls: [] });
    expect(found.found?.tags).toEqual(settings.tags);
  });

  it('differ, and change on request, but not what ECR cannot change', async () => {
    await api.call('CreateRepository', {
      repositoryName: 'drift/api',
      tags: [{ Key: 'team', Value: 'web' }],
    });
    const settings: RepositorySettings = {
      mutability: 'IMMUTABLE',
      scanOnPush: true,
      encryption: 'KMS',
      tags: { team: 'shop' },
      lifecycle: {
        rules: [
          {
            rulePriority: 1,
            selection: {
              tagStatus: 'untagged',
              countType: 'sinceImagePushed',
              countUnit: 'days',
              countNumber: 3,
            },
            action: { type: 'expire' },
          },
        ],
      },
    };
    const calls = await listCalls(async () => {
      const { status, drift } = await ensured('drift/api', settings);
      expect(status).toBe('drift');
      expect(drift.map(({ setting }) => setting).sort()).toEqual([
        'encryption',
        'lifecycle',
        'mutability',
        'scanOnPush',
        'tags',
      ]);
    });
    expect(calls.filter((action) => !/^(Describe|Get|List)/.test(action))).toEqual([]);

    const would = await ensured('drift/api', settings, { update: true, dryRun: true });
    expect(would.calls.map(({ operation }) => operation)).toEqual([
      'PutImageTagMutability',
      'PutImageScanningConfiguration',
      'TagResource',
      'PutLifecyclePolicy',
    ]);
    expect((await describeRepository('drift/api'))?.imageTagMutability).toBe('MUTABLE');

    const updated = await ensured('drift/api', settings, { update: true });
    expect(updated.drift.map(({ setting, fix }) => [setting, fix])).toEqual([['encryption', null]]);
    const after = await ensured('drift/api', settings);
    expect(after.drift.map(({ setting }) => setting)).toEqual(['encryption']);
  });

  it('are made once by processes that race, and each of them succeeds', async () => {
    const race = Array.from({ length: 3 }, () => ensureElsewhere('race/api'));
    const statuses = await Promise.all(race);
    expect(statuses.filter((status) => status === 'created')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'exists')).toHaveLength(2);
    expect(await lifecycleOf('race/api')).toMatchObject({ rules: { length: 1 } });
  });

  it('are made whole though the reply to the making is lost', async () => {
    await ecr.script({ faults: [{ action: 'CreateRepository', answer: 'lost reply' }] });
    expect(await ensureElsewhere('lost/api')).toBe('exists');
    expect(await lifecycleOf('lost/api')).toMatchObject({ rules: { length: 1 } });
  });

  it('of another who was faster and made it otherwise are left alone', async () => {
    await api.call('CreateRepository', {
      repositoryName: 'other/api',
      imageTagMutability: 'IMMUTABLE',
    });
    const missing = { status: 400, exception: 'RepositoryNotFoundException', message: 'not yet' };
    await ecr.script({ faults: [{ action: 'DescribeRepositories', answer: missing }] });
    expect(await ensured('other/api')).toMatchObject({ status: 'exists', calls: [] });
    await expect(lifecycleOf('other/api')).rejects.toMatchObject({
      exception: 'LifecyclePolicyNotFoundException',
    });
  });

  it('are made in spite of a limit of rate', async () => {
    await ecr.script({ faults: [{ action: 'CreateRepository', times: 2, answer: THROTTLED }] });
    expect(await ensured('slow/api')).toMatchObject({ status: 'created' });
  });

  it('beyond the quota are an error at once, and no waiting', async () => {
    await ecr.script({
      faults: [{ action: 'CreateRepository', times: null, answer: LIMIT_EXCEEDED }],
    });
    const calls = await listCalls(async () => {
      expect(await ensure('many/api')).toMatchObject({ error: { code: 'AWS_QUOTA_REACHED' } });
    });
    expect(calls.filter((action) => action === 'CreateRepository')).toHaveLength(1);
  });

  it('that may not be made are an error with the policy to copy', async () => {
    const answer = denied('ecr:CreateRepository', ARN);
    await ecr.script({ faults: [{ action: 'CreateRepository', answer }] });
    const { error } = (await ensure('denied/api')) as { readonly error: Error & { hint: string } };
    expect(error).toMatchObject({ code: 'AWS_DENIED' });
    expect(error.hint).toMatch(/ecr:CreateRepository/);
  });

  it('are there without the default policy where that alone may not be set', async () => {
    const answer = denied('ecr:PutLifecyclePolicy', ARN);
    await ecr.script({ faults: [{ action: 'PutLifecyclePolicy', times: 2, answer }] });
    expect(await ensured('half/api')).toMatchObject({ status: 'created' });
    expect(warnings).toEqual([expect.stringContaining('without a lifecycle policy')]);
    const lifecycle = {
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 },
          action: { type: 'expire' },
        },
      ],
    };
    expect(await ensure('half/web', { lifecycle })).toMatchObject({
      error: { code: 'AWS_DENIED' },
    });
  });

  it('of a caller who may only push are left to the push', async () => {
    const answer = denied('ecr:DescribeRepositories', ARN);
    await ecr.script({ faults: [{ action: 'DescribeRepositories', times: null, answer }] });
    expect(await ensured('blind/api')).toMatchObject({ status: 'unknown' });
    expect(warnings).toEqual([expect.stringContaining('ecr:DescribeRepositories')]);
    expect(await ensured('blind/api', {}, { create: false })).toMatchObject({ status: 'unknown' });
    expect(warnings).toHaveLength(1);
    expect(await ensure('blind/api', {}, { create: true })).toMatchObject({
      error: { code: 'AWS_DENIED' },
    });
  });

  it('that are not to be made are missing', async () => {
    expect(await ensured('none/api', {}, { create: false })).toMatchObject({ status: 'missing' });
    expect(await ensured('none/api', {}, { dryRun: true })).toMatchObject({ status: 'created' });
    await expect(describeRepository('none/api')).rejects.toMatchObject({
      exception: 'RepositoryNotFoundException',
    });
  });

  it('are left to a template of the registry, unless settings are asked for', async () => {
    await api.call('CreateRepositoryCreationTemplate', {
      prefix: 'template',
      appliedFor: ['CREATE_ON_PUSH'],
    });
    expect(await ensured('template/api')).toMatchObject({ status: 'on-push', calls: [] });
    expect(await ensured('template/api', {}, { create: false })).toMatchObject({
      status: 'on-push',
    });
    await expect(describeRepository('template/api')).rejects.toMatchObject({
      exception: 'RepositoryNotFoundException',
    });
    const settings: RepositorySettings = { mutability: 'IMMUTABLE' };
    expect(await ensured('template/web', settings)).toMatchObject({ status: 'created' });
  });
});

describeWith(['ecr'], 'repositories of the public registry', () => {
  let ecr: RunningEcr;
  beforeAll(
    async () => void (ecr = await startEcr({ name: 'ecr-public-repositories', alias: 'a1b2c3' })),
  );
  useEnvironment(() => ecr);
  afterAll(() => ecr?.stop());

  async function ensure(
    path: string,
    settings: RepositorySettings,
    wish: Partial<EnsureWish> = {},
  ) {
    const registry: EcrRegistry = {
      kind: 'public',
      host: ecr.address,
      accountId: null,
      region: 'us-east-1',
    };
    const repository = wantRepository({ registry, path, holds: IMAGES, settings });
    const request = { repository, access: {}, create: 'auto' as const, update: false, ...wish };
    return (await ensureRepositories([request], { warn: () => undefined }))[0];
  }

  const catalog = { description: 'A shop.', architectures: ['x86-64'] };

  it('are made with what the gallery shows, and changed on request', async () => {
    const settings: RepositorySettings = {
      catalog,
      tags: { team: 'shop' },
      mutability: 'IMMUTABLE',
    };
    expect(await ensure('a1b2c3/shop/api', settings)).toMatchObject({
      value: { status: 'created' },
    });
    expect(await ensure('a1b2c3/shop/api', settings)).toMatchObject({
      value: { status: 'exists', found: { catalog, tags: { team: 'shop' } } },
    });
    const changed = { ...settings, catalog: { description: 'Another.' } };
    expect(await ensure('a1b2c3/shop/api', changed, { update: true })).toMatchObject({
      value: { status: 'updated' },
    });
    expect(await ensure('a1b2c3/shop/api', changed)).toMatchObject({
      value: { status: 'exists', found: { catalog: { ...catalog, description: 'Another.' } } },
    });
  });

  it('are not made in the registry of another', async () => {
    expect(await ensure('other/shop/web', {})).toMatchObject({
      error: { code: 'IMAGE_NAME_INVALID', hint: expect.stringContaining('/a1b2c3/shop/web') },
    });
    expect((await ecr.calls()).map(({ action }) => action).at(-1)).toBe('DescribeRegistries');
  });
});
