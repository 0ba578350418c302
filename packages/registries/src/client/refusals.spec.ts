import { refused } from './refusals';

const refuse = (
  status: number,
  text: string,
  registry = 'registry.example',
  hasLogin = true,
  what = 'PUT /v2/a/b',
) =>
  refused(
    {
      url: new URL('https://registry.example'),
      status,
      headers: new Headers(),
      body: Buffer.from(text),
    },
    {
      asked: { endpoint: { url: 'https://registry.example', registry }, what },
      hasLogin,
      redact: (quote) => quote,
    },
  );

describe('refused', () => {
  it.each([
    [1, 401, '', 'REGISTRY_DENIED'],
    [2, 403, '{"errors":[{"code":"DENIED"}]}', 'REGISTRY_DENIED'],
    [3, 400, '{"error":"invalid_grant"}', 'REGISTRY_DENIED'],
    [
      4,
      403,
      'Your authorization token has expired. Reauthenticate and try again.',
      'REGISTRY_LOGIN_EXPIRED',
    ],
    [
      5,
      401,
      '{"errors":[{"code":"UNAUTHORIZED","message":"token is expired"}]}',
      'REGISTRY_LOGIN_EXPIRED',
    ],
    [6, 404, '{"errors":[{"code":"NAME_UNKNOWN"}]}', 'REGISTRY_NOT_FOUND'],
    [
      7,
      400,
      "The image tag '1' already exists in the 'a' repository and cannot be overwritten because the tag is immutable.",
      'REGISTRY_TAG_IMMUTABLE',
    ],
    [
      8,
      412,
      '{"errors":[{"code":"PRECONDITION","message":"Failed to process request due to \'a:1\' configured as immutable."}]}',
      'REGISTRY_TAG_IMMUTABLE',
    ],
    [9, 400, 'The repository has enabled tag immutability', 'REGISTRY_TAG_IMMUTABLE'],
    [10, 429, 'toomanyrequests: retry-after: 12.5ms, allowed: 2000/minute', 'REGISTRY_THROTTLED'],
    [11, 403, 'permission_denied: You have exceeded a secondary rate limit.', 'REGISTRY_THROTTLED'],
    [
      12,
      400,
      '{"errors":[{"code":"TOOMANYREQUESTS","message":"Rate exceeded"}]}',
      'REGISTRY_THROTTLED',
    ],
    [
      13,
      403,
      'adding 29.0 MiB of storage resource, which when updated to current usage of 152.4 MiB will exceed the configured upper limit of 10.0 MiB.',
      'REGISTRY_QUOTA',
    ],
    [14, 507, 'insufficient storage', 'REGISTRY_QUOTA'],
    [15, 405, '{"errors":[{"code":"UNSUPPORTED"}]}', 'REGISTRY_UNSUPPORTED'],
    [16, 400, '{"errors":[{"code":"DIGEST_INVALID"}]}', 'REGISTRY_ERROR'],
    [17, 400, 'Client sent an HTTP request to an HTTPS server.', 'REGISTRY_PROTOCOL'],
    [18, 400, 'The plain HTTP request was sent to HTTPS port', 'REGISTRY_PROTOCOL'],
    [19, 400, '{"errors":[{"code":"MANIFEST_INVALID"}]}', 'REGISTRY_ERROR'],
    [20, 500, '', 'REGISTRY_ERROR'],
  ])('%i reads %i %s', (_, status, text, code) => {
    const error = refuse(status, text);
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/.{20}/) });
    expect(error.message).toContain(`status ${status}`);
  });

  it.each(['UNSUPPORTED', 'DIGEST_INVALID'])('takes %s as no to deleting', (code) => {
    const text = `{"errors":[{"code":"${code}"}]}`;
    const error = refuse(400, text, 'registry.example', true, 'DELETE /v2/a/manifests/b');
    expect(error).toMatchObject({ code: 'REGISTRY_UNSUPPORTED' });
  });

  it('can be tried again only where waiting helps', () => {
    expect([429, 503, 403, 404].map((status) => refuse(status, '').retryable)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('says how to log in', () => {
    expect(refuse(401, '', 'registry.example', false).hint).toContain(
      'docker login registry.example',
    );
    expect(refuse(403, '').hint).toContain('does not allow');
    expect(refuse(401, '', 'docker.io', false).hint).toContain('`docker login`');
  });

  it('has the policy that is missing, where ECR says what is', () => {
    const resource = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/api';
    const message = `User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecr:InitiateLayerUpload on resource: ${resource} because no identity-based policy allows it`;
    const { hint } = refuse(403, JSON.stringify({ errors: [{ code: 'DENIED', message }] }));
    expect(hint).toContain(`"Action":"ecr:InitiateLayerUpload","Resource":"${resource}"`);
  });

  it('knows how each registry deletes, and whether repositories have to be made', () => {
    expect(refuse(405, '', 'ghcr.io').hint).toContain('gh api --method DELETE');
    expect(refuse(404, '', '123456789012.dkr.ecr.eu-west-1.amazonaws.com').hint).toContain(
      'made first',
    );
  });
});
