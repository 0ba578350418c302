import { inspect } from 'node:util';
import {
  ecrCredentials,
  isAwsException,
  openEcr,
  parseEcrHost,
  type AwsAccess,
  type EcrRegistry,
} from '@docker-stage-build/registries';
import {
  denied,
  LIMIT_EXCEEDED,
  startEcr,
  THROTTLED,
  type EcrFault,
  type RunningEcr,
} from '@docker-stage-build/tools/engine';
import { enterAwsEnvironment, serve, type AwsEnvironment } from './fixtures/aws-environment';
import { describeWith } from '../harness';

const ARN = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/api';
const SSO = `[profile shop]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = push
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://shop.awsapps.com/start
`;

describeWith(['ecr'], 'errors of AWS', () => {
  let ecr: RunningEcr;
  let aws: AwsEnvironment;

  beforeAll(async () => {
    ecr = await startEcr({ name: 'errors-ecr', region: 'eu-west-1' });
  });
  afterAll(() => ecr?.stop());
  beforeEach(async () => {
    aws = await enterAwsEnvironment(ecr.env);
  });
  afterEach(async () => {
    await ecr.script({ faults: [], clock: 0 });
    await aws.remove();
  });

  const registryOf = (changes: Partial<EcrRegistry> = {}): EcrRegistry => ({
    kind: 'private',
    host: ecr.address,
    accountId: ecr.accountId,
    region: ecr.region,
    ...changes,
  });
  const call = async (access: AwsAccess = {}, changes: Partial<EcrRegistry> = {}) =>
    (await openEcr(registryOf(changes), access)).call('DescribeRepositories', {});
  const fail = (...faults: EcrFault[]) => ecr.script({ faults });
  const forget = (...names: string[]) => {
    for (const name of names) delete process.env[name];
  };
  const forgetKeys = () => forget('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY');

  /** How often an action arrives meanwhile. */
  async function countOf(action: string, work: () => Promise<unknown>): Promise<number> {
    const before = (await ecr.calls()).length;
    await work();
    const since = (await ecr.calls()).slice(before);
    return since.filter((each) => each.action === action).length;
  }

  describe('before a call', () => {
    it('there are no credentials', async () => {
      forgetKeys();
      const source = ecrCredentials({ loginOf: () => ({ registry: registryOf(), access: {} }) });
      await expect(source.find(ecr.address)).rejects.toMatchObject({
        code: 'AWS_CREDENTIALS_MISSING',
        message: `No AWS credentials were found (ecr:GetAuthorizationToken for ${ecr.address})`,
      });
    });

    it('metadata of an instance that never answers is not waited for', async () => {
      forgetKeys();
      forget('AWS_EC2_METADATA_DISABLED');
      const silent = await serve(() => undefined);
      process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = silent.url;
      const start = Date.now();
      await expect(call()).rejects.toMatchObject({ code: 'AWS_CREDENTIALS_MISSING' });
      expect(Date.now() - start).toBeLessThan(6_000);
      await silent.stop();
    });

    it.each([
      ['asked for', { profile: 'shp' }, {}],
      ['named by the environment', {}, { AWS_PROFILE: 'shp' }],
    ])('the profile %s does not exist', async (_name, access, variables) => {
      await aws.writeConfig(SSO);
      Object.assign(process.env, variables);
      const { length } = await ecr.calls();
      await expect(call(access)).rejects.toMatchObject({
        code: 'AWS_PROFILE_UNKNOWN',
        hint: expect.stringMatching(/: shop\. `aws configure --profile shp`/),
      });
      expect(await ecr.calls()).toHaveLength(length);
    });

    it.each([
      ['is over', new Date('2020-01-01')],
      ['was never begun', null],
    ])('the SSO session %s', async (_name, end) => {
      await aws.writeConfig(SSO);
      if (end) await aws.writeSsoLogin('corp', end);
      await expect(call({ profile: 'shop' })).rejects.toMatchObject({
        code: 'AWS_SSO_EXPIRED',
        hint: 'Run `aws sso login --profile shop`, and try again.',
      });
    });

    it('a file of the chain is missing', async () => {
      forgetKeys();
      process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] = '/nowhere/identity';
      process.env['AWS_ROLE_ARN'] = 'arn:aws:iam::123456789012:role/push';
      await expect(call()).rejects.toMatchObject({
        code: 'AWS_CREDENTIALS_REFUSED',
        message: expect.stringContaining('/nowhere/identity'),
      });
    });

    it('there is no region', async () => {
      forget('AWS_REGION', 'AWS_DEFAULT_REGION');
      await expect(call({}, { region: null })).rejects.toMatchObject({
        code: 'AWS_REGION_INVALID',
        hint: expect.stringContaining('AWS_REGION'),
      });
    });

    it.each([
      ['AWS_REGION_INVALID', { region: 'euwest1' }],
      ['AWS_ACCOUNT_INVALID', { accountId: '12345678901' }],
    ])('%s: %j', async (code, changes) => {
      await expect(call({}, changes)).rejects.toMatchObject({ code });
    });

    it('the host of a registry is malformed', async () => {
      const source = ecrCredentials();
      const host = '12345678901.dkr.ecr.eu-west-1.amazonaws.com';
      await expect(source.find(host)).rejects.toMatchObject({ code: 'ECR_HOST_INVALID' });
      expect(() => parseEcrHost(host)).toThrow('accounts have 12 digits, not 11');
    });
  });

  describe('AWS answers', () => {
    it('that an action is not allowed, which one, and how it would be', async () => {
      await fail({
        action: 'DescribeRepositories',
        answer: denied('ecr:DescribeRepositories', ARN),
      });
      await expect(call()).rejects.toMatchObject({
        code: 'AWS_DENIED',
        exception: 'AccessDeniedException',
        hint: expect.stringContaining(`"Action":"ecr:DescribeRepositories","Resource":"${ARN}"`),
      });
    });

    it('that a role may not be assumed', async () => {
      const roleArn = 'arn:aws:iam::123456789012:role/push';
      const answer = {
        ...denied('sts:AssumeRole', roleArn),
        status: 403,
        exception: 'AccessDenied',
      };
      await fail({ action: 'AssumeRole', answer });
      await expect(call({ roleArn })).rejects.toMatchObject({
        code: 'AWS_DENIED',
        message: expect.stringMatching(/^AWS denies sts:AssumeRole/),
        hint: expect.stringContaining(`"Action":"sts:AssumeRole","Resource":"${roleArn}"`),
      });
    });

    it.each([
      ['ExpiredTokenException', 'AWS_CREDENTIALS_EXPIRED'],
      ['UnrecognizedClientException', 'AWS_CREDENTIALS_REFUSED'],
      ['InvalidParameterException', 'AWS_ERROR'],
    ])('%s: %s', async (exception, code) => {
      await fail({ times: null, answer: { status: 400, exception, message: 'no' } });
      const count = await countOf('DescribeRepositories', async () => {
        await expect(call()).rejects.toMatchObject({ code, exception });
      });
      expect(count).toBe(1);
    });

    it('that a quota is reached, which no retry changes', async () => {
      await fail({ times: null, answer: LIMIT_EXCEEDED });
      const count = await countOf('DescribeRepositories', async () => {
        await expect(call()).rejects.toMatchObject({ code: 'AWS_QUOTA_REACHED', retryable: false });
      });
      expect(count).toBe(1);
    });

    it('that calls come too fast, until they do not', async () => {
      await fail({ times: 2, answer: THROTTLED });
      expect(await countOf('DescribeRepositories', call)).toBe(3);
    });

    it('that calls come too fast, until retries end', async () => {
      await fail({ times: null, answer: THROTTLED });
      const count = await countOf('DescribeRepositories', async () => {
        await expect(call()).rejects.toMatchObject({ code: 'AWS_THROTTLED', retryable: true });
      });
      expect(count).toBe(7);
    });

    it('nothing at all to a call that is given up', async () => {
      await fail({ times: null, answer: THROTTLED });
      const api = await openEcr(registryOf());
      const signal = AbortSignal.timeout(300);
      const start = Date.now();
      const calls = api.call('DescribeRepositories', {}, { signal });
      await expect(calls).rejects.toMatchObject({ name: 'TimeoutError' });
      expect(Date.now() - start).toBeLessThan(2_000);
    });

    it('although its reply is lost: the call took effect', async () => {
      await fail({ action: 'CreateRepository', answer: 'lost reply' });
      const api = await openEcr(registryOf());
      const error: unknown = await api
        .call('CreateRepository', { repositoryName: 'shop/api' })
        .catch((reason: unknown) => reason);
      expect(isAwsException(error, 'RepositoryAlreadyExistsException')).toBe(true);
    });

    it('from somewhere else', async () => {
      const page = await serve((_request, answer) => answer.end('<html>Log in</html>'));
      await expect(call({ endpoint: page.url })).rejects.toMatchObject({
        code: 'AWS_ERROR',
        message: expect.stringContaining('What answers is not AWS'),
      });
      await page.stop();
    });

    it('not, as its name has no address', async () => {
      await expect(call({ endpoint: 'http://ecr.invalid' })).rejects.toMatchObject({
        code: 'AWS_UNREACHABLE',
        hint: expect.stringContaining('No address is known for ecr.invalid'),
      });
    });
  });

  describe('the clock is 15 minutes off', () => {
    it('which the signatures follow', async () => {
      await ecr.script({ clock: 15 * 60 });
      const api = await openEcr(registryOf());
      await expect(api.call('DescribeRepositories', {})).resolves.toBeDefined();
      expect(Math.round(api.clockOffset() / 60_000)).toBe(15);
    });

    it('which the end of a token follows', async () => {
      await ecr.script({ clock: -15 * 60 });
      const source = ecrCredentials({ loginOf: () => ({ registry: registryOf(), access: {} }) });
      const { expires = 0 } = (await source.find(ecr.address)) ?? {};
      expect(Math.round((expires - Date.now()) / 60_000)).toBe(12 * 60);
    });

    it.each([
      [15, 'slow'],
      [-15, 'fast'],
    ])('and AWS refuses it all the same: %i', async (minutes, way) => {
      const answer = {
        status: 400,
        exception: 'InvalidSignatureException',
        message: 'Signature expired',
      };
      await ecr.script({ clock: minutes * 60, faults: [{ times: null, answer }] });
      const count = await countOf('DescribeRepositories', async () => {
        await expect(call()).rejects.toMatchObject({
          code: 'AWS_CLOCK_WRONG',
          message: expect.stringContaining(`which is 15 minutes ${way}`),
        });
      });
      expect(count).toBe(2);
    });
  });

  it('tells no secret, wherever AWS repeats one', async () => {
    const secrets = ['canary-secret-key', 'canary-session-token'];
    Object.assign(process.env, {
      AWS_SECRET_ACCESS_KEY: secrets[0],
      AWS_SESSION_TOKEN: secrets[1],
    });
    const message = `The canonical string was x-amz-security-token:${secrets[1]} with ${secrets[0]}`;
    await fail({
      times: null,
      answer: { status: 403, exception: 'SignatureDoesNotMatch', message },
    });
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'AWS_CREDENTIALS_REFUSED' });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary');
  });
});
