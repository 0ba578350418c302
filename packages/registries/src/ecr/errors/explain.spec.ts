import type { AwsAccess } from '../model';
import { createAsked, createFailure } from '../testing/asked';
import { explain } from './explain';
import type { Failure } from './read-failure';

const MINUTE = 60_000;
const SSO =
  'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.';
const signature = { name: 'InvalidSignatureException', status: 400, message: 'Signature expired' };

describe('explain', () => {
  it.each<[number, string, Partial<Failure>, RegExp, RegExp]>([
    [
      1,
      'AWS_CREDENTIALS_MISSING',
      { phase: 'credentials', message: 'Could not load credentials from any providers' },
      /^No AWS credentials were found \(ecr:CreateRepository for 1234/,
      /AWS_ACCESS_KEY_ID/,
    ],
    [
      2,
      'AWS_SSO_EXPIRED',
      { phase: 'credentials', message: SSO },
      /SSO session is over/,
      /`aws sso login`/,
    ],
    [
      3,
      'AWS_SSO_EXPIRED',
      {
        phase: 'credentials',
        message: 'Failed to load a token for session x, please re-authenticate using aws login',
      },
      /re-authenticate/,
      /`aws login`/,
    ],
    [
      4,
      'AWS_SSO_EXPIRED',
      {
        phase: 'credentials',
        message: 'UnauthorizedException: Session token not found or invalid',
      },
      /SSO session/,
      /aws sso login/,
    ],
    [
      5,
      'AWS_CREDENTIALS_EXPIRED',
      { name: 'ExpiredTokenException', status: 400 },
      /expired/,
      /AWS_SESSION_TOKEN/,
    ],
    [
      6,
      'AWS_CREDENTIALS_REFUSED',
      {
        name: 'UnrecognizedClientException',
        status: 400,
        message: 'The security token is invalid',
      },
      /refused/,
      /get-caller-identity/,
    ],
    [
      7,
      'AWS_CREDENTIALS_REFUSED',
      { ...signature, message: 'The signature does not match', clockOffset: 2 * MINUTE },
      /does not match/,
      /Check the credentials/,
    ],
    [
      8,
      'AWS_CREDENTIALS_REFUSED',
      { phase: 'credentials', message: "ENOENT: no such file, open '/token'" },
      /ENOENT/,
      /Check/,
    ],
    [
      9,
      'AWS_CLOCK_WRONG',
      { ...signature, clockOffset: 15 * MINUTE },
      /clock, which is 15 minutes slow/,
      /Set the clock/,
    ],
    [
      10,
      'AWS_CLOCK_WRONG',
      { ...signature, clockOffset: -15 * MINUTE },
      /15 minutes fast/,
      /Set the clock/,
    ],
    [11, 'AWS_CLOCK_WRONG', signature, /of this machine's clock \(/, /Set the clock/],
    [
      12,
      'AWS_THROTTLED',
      { name: 'ThrottlingException', status: 400, message: 'Rate exceeded' },
      /limits the rate.*Rate exceeded/,
      /fewer builds/,
    ],
    [
      13,
      'AWS_QUOTA_REACHED',
      { name: 'LimitExceededException', status: 400 },
      /quota/,
      /Waiting does not help/,
    ],
    [
      14,
      'AWS_UNREACHABLE',
      { systemCode: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND api.ecr.eu-wst-1.amazonaws.com' },
      /ENOTFOUND/,
      /No address is known for api\.ecr\.eu-wst-1\.amazonaws\.com/,
    ],
    [
      15,
      'AWS_UNREACHABLE',
      { systemCode: 'SELF_SIGNED_CERT_IN_CHAIN' },
      /SELF_SIGNED/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      16,
      'AWS_UNREACHABLE',
      { name: 'TimeoutError', message: 'no answer in time' },
      /no answer in time/,
      /AWS in eu-west-1 can be reached/,
    ],
    [
      17,
      'AWS_UNREACHABLE',
      { phase: 'credentials', message: 'Error: connect ECONNREFUSED 127.0.0.1:9' },
      /ECONNREFUSED/,
      /can be reached/,
    ],
    [18, 'AWS_REGION_INVALID', { message: 'Region is missing' }, /region is missing/, /AWS_REGION/],
    [
      19,
      'AWS_ERROR',
      { name: 'ServerException', status: 500, requestId: 'f00-1' },
      /ServerException.*\[request f00-1\]$/,
      /in trouble/,
    ],
    [
      20,
      'AWS_ERROR',
      { name: 'InvalidParameterException', status: 400, message: 'bad name' },
      /InvalidParameterException, "bad name"/,
      /Correct what/,
    ],
    [21, 'AWS_ERROR', { name: 'SyntaxError', status: 200 }, /is not AWS.*status 200/, /proxy/],
    [
      22,
      'AWS_ERROR',
      { message: 'Invalid Configuration' },
      /^AWS cannot be called .*: Invalid/,
      /Correct what/,
    ],
  ])('%i: %s', (_number, code, failure, message, hint) => {
    expect(explain(createFailure(failure), createAsked())).toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
      cause: undefined,
    });
  });

  it.each([
    ['ThrottlingException', 400, true],
    ['ServerException', 503, true],
    ['LimitExceededException', 400, false],
    ['AccessDeniedException', 400, false],
  ])('%s may pass: %s %s', (name, status, retryable) => {
    expect(explain(createFailure({ name, status }), createAsked()).retryable).toBe(retryable);
  });

  it('names the profile in the way out', () => {
    const asked = createAsked({ profile: 'shop' });
    const hint = (failure: Partial<Failure>) => explain(createFailure(failure), asked).hint;
    expect(hint({ message: SSO })).toContain('`aws sso login --profile shop`');
    expect(hint({ message: 'Could not load credentials from any providers' })).toContain(
      'The profile shop has none',
    );
    expect(hint({ name: 'InvalidClientTokenId', status: 403 })).toContain(
      '`aws sts get-caller-identity --profile shop`',
    );
  });

  it('quotes at most 256 bytes, without secrets', () => {
    const redact = (text: string) => text.replaceAll('canary', '***');
    const message = `${'x'.repeat(250)}canary${'y'.repeat(500)}`;
    const failure = createFailure({ name: 'OtherException', status: 400, message });
    const error = explain(failure, createAsked({ redact }));
    expect(error.message).toContain(`"${'x'.repeat(250)}***yyy"`);
    expect(`${error.stack} ${error.hint}`).not.toContain('canary');
  });
});

describe('a denied action', () => {
  const RESOURCE = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/api';
  const denial = (text: string) =>
    createFailure({ name: 'AccessDeniedException', status: 400, message: text });
  const USER = 'arn:aws:sts::123456789012:assumed-role/ci/build';

  it('has the policy that is missing', () => {
    const error = explain(
      denial(
        `User: ${USER} is not authorized to perform: ecr:CreateRepository on resource: ${RESOURCE} because no identity-based policy allows the ecr:CreateRepository action`,
      ),
      createAsked(),
    );
    expect(error.code).toBe('AWS_DENIED');
    expect(error.message).toMatch(/^AWS denies ecr:CreateRepository for 1234/);
    const policy = /\{.*\}/.exec(error.hint ?? '')?.[0] ?? '';
    expect(JSON.parse(policy)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'ecr:CreateRepository', Resource: RESOURCE }],
    });
    expect(error.hint).toContain(USER);
  });

  it.each<[number, string, AwsAccess, RegExp]>([
    [1, 'no reason', {}, /"Action":"ecr:CreateRepository","Resource":"\*"/],
    [
      2,
      `User: ${USER} is not authorized to perform: ecr:PutImage on resource: ${RESOURCE} with an explicit deny in a service control policy`,
      {},
      /A policy forbids ecr:PutImage/,
    ],
    [
      3,
      `User: arn:aws:iam::210987654321:user/x is not authorized to perform: ecr:PutImage on resource: ${RESOURCE}`,
      {},
      /from account 210987654321: the repository's policy in account 123456789012/,
    ],
    [
      4,
      `User: ${USER} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/push`,
      {},
      /trust policy.*"sts:AssumeRole","Resource":"arn:aws:iam::1:role\/push"/,
    ],
    [
      5,
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      { roleArn: 'arn:aws:iam::1:role/push' },
      /trust policy of arn:aws:iam::1:role\/push name the provider/,
    ],
  ])('%i: %s', (_number, text, access, hint) => {
    expect(explain(denial(text), createAsked({ access })).hint).toMatch(hint);
  });
});
