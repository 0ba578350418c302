import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseImageRef } from '@docker-stage-build/core';
import {
  ecrCredentials,
  openEcr,
  openPublicEcr,
  registryClient,
  type AwsAccess,
  type Credentials,
  type EcrRegistry,
} from '@docker-stage-build/registries';
import { startEcr, type RunningEcr } from '@docker-stage-build/tools/engine';
import { enterAwsEnvironment, serve, type AwsEnvironment } from './fixtures/aws-environment';
import { pushImage } from './fixtures/push-image';
import { describeWith } from '../harness';

const HOUR = 3_600_000;

describeWith(['ecr'], 'logins of ECR', () => {
  let ecr: RunningEcr;
  let other: RunningEcr;
  let shop: RunningEcr;
  let aws: AwsEnvironment;

  beforeAll(async () => {
    ecr = await startEcr({ name: 'login-ecr', region: 'eu-west-1' });
    other = await startEcr({
      name: 'login-ecr-other',
      accountId: '210987654321',
      region: 'us-west-2',
    });
    shop = await startEcr({ name: 'login-ecr-public', alias: 'shop' });
  });
  afterAll(() => Promise.all([ecr, other, shop].map((each) => each?.stop())));

  beforeEach(async () => {
    aws = await enterAwsEnvironment(ecr.env);
    await Promise.all(
      [ecr, other].map((each) => each.script({ faults: [], tokenLife: 12 * 3600 })),
    );
  });
  afterEach(() => aws.remove());

  const registryOf = ({ address, accountId, region }: RunningEcr): EcrRegistry => ({
    kind: 'private',
    host: address,
    accountId,
    region,
  });
  const sourceOf = (access: AwsAccess = {}, now = Date.now) =>
    ecrCredentials({ loginOf: () => ({ registry: registryOf(ecr), access }), now });
  const find = async (access: AwsAccess = {}) => sourceOf(access).find(ecr.address);

  /** The status of a request of the registry's API. */
  async function statusWith(login: Credentials | null, { address }: RunningEcr = ecr) {
    const { username = '', password = '' } = (login ?? {}) as Record<string, string>;
    const value = Buffer.from(`${username}:${password}`).toString('base64');
    const headers = { authorization: `Basic ${value}` };
    return (await fetch(`http://${address}/v2/`, { headers })).status;
  }

  /** Names of the calls that are made meanwhile. */
  async function callsOf(work: () => Promise<unknown>): Promise<string[]> {
    const before = (await ecr.calls()).length;
    await work();
    return (await ecr.calls()).slice(before).map(({ action }) => action);
  }

  it('lets its token in, asked for once by all', async () => {
    const source = sourceOf();
    const calls = await callsOf(async () => {
      const logins = await Promise.all(Array.from({ length: 8 }, () => source.find(ecr.address)));
      expect(new Set(logins).size).toBe(1);
      expect(logins[0]).toMatchObject({ username: 'AWS' });
      expect(await statusWith(logins[0] ?? null)).toBe(200);
    });
    expect(calls).toEqual(['GetAuthorizationToken']);
  });

  it('pushes an image with it', async () => {
    const api = await openEcr(registryOf(ecr));
    await api.call('CreateRepository', { repositoryName: 'shop/api' });
    const credentials = sourceOf();
    const login = (await credentials.find(ecr.address)) as { username: string; password: string };
    const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    const ref = parseImageRef(`${ecr.address}/shop/api:1`);
    const client = registryClient({ credentials });
    await pushImage(ref, { client, content: 'api', authorization: `Basic ${basic}` });
    const { imageDetails } = await api.call('DescribeImages', { repositoryName: 'shop/api' });
    expect(imageDetails).toMatchObject([{ imageTags: ['1'] }]);
  });

  it('renews a token that nears its end', async () => {
    const clock = { now: Date.now() };
    const source = sourceOf({}, () => clock.now);
    const first = await source.find(ecr.address);
    expect(first?.expires).toBeGreaterThan(clock.now + 11 * HOUR);
    clock.now += 11 * HOUR;
    expect(await source.find(ecr.address)).toBe(first);
    clock.now += HOUR;
    expect(await source.find(ecr.address)).not.toBe(first);
  });

  it('replaces a token that was refused', async () => {
    const source = sourceOf();
    const old = (await source.find(ecr.address)) as Credentials;
    await ecr.script({ expireTokens: true });
    expect(await statusWith(old)).toBe(403);
    const calls = await callsOf(async () => {
      const [one, two] = await Promise.all([
        source.find(ecr.address, { refused: old }),
        source.find(ecr.address, { refused: old }),
      ]);
      expect(one).toBe(two);
      expect(await statusWith(one ?? null)).toBe(200);
    });
    expect(calls).toEqual(['GetAuthorizationToken']);
  });

  it('keeps a token whose end AWS puts into the past', async () => {
    await ecr.script({ tokenLife: -3600 });
    const source = sourceOf();
    const calls = await callsOf(async () => {
      for (let count = 0; count < 5; count++) await source.find(ecr.address);
    });
    expect(calls).toEqual(['GetAuthorizationToken']);
  });

  it('serves two accounts in two regions side by side', async () => {
    const source = ecrCredentials({
      loginOf: (host) => {
        const found = [ecr, other].find(({ address }) => address === host);
        return found ? { registry: registryOf(found), access: { endpoint: found.endpoint } } : null;
      },
    });
    const [mine, theirs, none] = await Promise.all(
      [ecr.address, other.address, 'ghcr.io'].map((host) => source.find(host)),
    );
    expect(await statusWith(mine ?? null, ecr)).toBe(200);
    expect(await statusWith(theirs ?? null, other)).toBe(200);
    expect(await statusWith(mine ?? null, other)).toBe(401);
    expect(none).toBeNull();
    const identity = await openEcr(registryOf(other), { endpoint: other.endpoint });
    await identity.call('CreateRepository', { repositoryName: 'theirs' });
    const { repositories } = await identity.call('DescribeRepositories', {
      registryId: other.accountId,
    });
    expect(repositories).toMatchObject([
      { repositoryArn: 'arn:aws:ecr:us-west-2:210987654321:repository/theirs' },
    ]);
  });

  describe('credentials come from', () => {
    const ROLE = 'arn:aws:iam::123456789012:role/push';
    const STATIC = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const KEYS = 'aws_access_key_id = testing\naws_secret_access_key = testing\n';

    /** Takes the keys of the environment away. */
    function withoutKeys(): void {
      for (const name of Object.keys(STATIC)) delete process.env[name];
    }

    it('a role, which is assumed', async () => {
      const access = { roleArn: ROLE, externalId: 'shop', sessionName: 'build-7' };
      const calls = await callsOf(async () => {
        expect(await statusWith(await find(access))).toBe(200);
      });
      expect(calls).toEqual(['AssumeRole', 'GetAuthorizationToken']);
    });

    it('a profile, before the environment', async () => {
      await aws.writeConfig(
        `[profile base]\n${KEYS}[profile shop]\nrole_arn = ${ROLE}\nsource_profile = base\n`,
      );
      const calls = await callsOf(async () => {
        expect(await statusWith(await find({ profile: 'shop' }))).toBe(200);
      });
      expect(calls).toEqual(['AssumeRole', 'GetAuthorizationToken']);
    });

    it('the profile that the environment names, with its region', async () => {
      withoutKeys();
      delete process.env['AWS_REGION'];
      await aws.writeConfig(`[profile shop]\nregion = ap-south-1\n${KEYS}`);
      process.env['AWS_PROFILE'] = 'shop';
      const api = await openEcr({ ...registryOf(ecr), region: null });
      const { authorizationData } = await api.call('GetAuthorizationToken', {});
      expect(authorizationData).toHaveLength(1);
      await api.call('CreateRepository', { repositoryName: 'in-mumbai' });
      const { repositories } = await api.call('DescribeRepositories', {});
      expect(repositories?.[0]?.repositoryArn).toContain(':ap-south-1:');
    });

    it('a process', async () => {
      withoutKeys();
      const login = { Version: 1, AccessKeyId: 'testing', SecretAccessKey: 'testing' };
      const path = join(aws.home, 'login.json');
      await writeFile(path, JSON.stringify(login));
      await aws.writeConfig(`[profile shop]\ncredential_process = cat ${path}\n`);
      expect(await statusWith(await find({ profile: 'shop' }))).toBe(200);
    });

    it('a web identity, as in CI', async () => {
      withoutKeys();
      const path = join(aws.home, 'identity');
      await writeFile(path, 'an-identity-token');
      Object.assign(process.env, { AWS_WEB_IDENTITY_TOKEN_FILE: path, AWS_ROLE_ARN: ROLE });
      const calls = await callsOf(async () => {
        expect(await statusWith(await find())).toBe(200);
      });
      expect(calls).toEqual(['AssumeRoleWithWebIdentity', 'GetAuthorizationToken']);
    });

    it.each([
      ['a container', 'AWS_CONTAINER_CREDENTIALS_FULL_URI', '/creds'],
      ['an instance', 'AWS_EC2_METADATA_SERVICE_ENDPOINT', ''],
    ])("%s's metadata", async (_name, variable, path) => {
      withoutKeys();
      const credentials = {
        AccessKeyId: 'testing',
        SecretAccessKey: 'testing',
        Token: 'a-session',
        Expiration: new Date(Date.now() + HOUR).toISOString(),
      };
      const metadata = await serve(({ method, url = '' }, answer) => {
        if (method === 'PUT') answer.end('a-token');
        else answer.end(/credentials\/$/.test(url) ? 'role' : JSON.stringify(credentials));
      });
      delete process.env['AWS_EC2_METADATA_DISABLED'];
      process.env[variable] = metadata.url + path;
      expect(await statusWith(await find())).toBe(200);
      await metadata.stop();
    });
  });

  describe('public ECR', () => {
    const PUBLIC: EcrRegistry = {
      kind: 'public',
      host: 'public.ecr.aws',
      accountId: null,
      region: 'us-east-1',
    };

    it('lets its token push', async () => {
      const access = { endpoint: shop.endpoint };
      const api = await openPublicEcr(PUBLIC, access);
      const { registries } = await api.call('DescribeRegistries', {});
      const { repository } = await api.call('CreateRepository', {
        repositoryName: 'api',
        catalogData: { description: 'The API' },
      });
      expect(repository?.repositoryUri).toBe(`${registries?.[0]?.registryUri}/api`);
      const credentials = ecrCredentials({ loginOf: () => ({ registry: PUBLIC, access }) });
      const login = (await credentials.find(shop.address)) as { password: string };
      expect(login).toMatchObject({ username: 'AWS' });
      const token = Buffer.from(`AWS:${login.password}`).toString('base64');
      const ref = parseImageRef(`${shop.address}/shop/api:1`);
      const client = registryClient({ credentials });
      await pushImage(ref, { client, content: 'api', authorization: `Bearer ${token}` });
      expect(await registryClient().resolve(ref)).toMatch(/^sha256:/);
      await expect(registryClient().checkPush(ref)).rejects.toMatchObject({
        code: 'REGISTRY_DENIED',
      });
    });
  });
});
