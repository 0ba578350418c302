import { Redactor } from './redact';
import { fetchToken, tokenHttpRequest, type TokenRequest } from './token';
import { TokenFailure } from './token-failure';

const SCOPE = 'repository:a/b:pull';
const request = (realm: string, login: TokenRequest['login'] = null): TokenRequest => ({
  endpoint: { url: 'https://registry.example', registry: 'registry.example' },
  challenge: { scheme: 'bearer', parameters: { realm, service: 'a service' } },
  scope: SCOPE,
  login,
});
const USER = { username: 'me', password: 'hunter2' };
const QUERY = 'service=a+service&scope=repository%3Aa%2Fb%3Apull';

describe('tokenHttpRequest', () => {
  const realm = new URL('https://auth.example/token?account=x');

  it('is anonymous without a login', () => {
    expect(tokenHttpRequest(request(''), realm)).toMatchObject({
      method: 'GET',
      url: new URL(`https://auth.example/token?account=x&${QUERY}`),
      headers: {},
    });
  });

  it('shows a password in the header only', () => {
    const { url, headers } = tokenHttpRequest(request('', USER), realm);
    expect(headers).toEqual({ authorization: 'Basic bWU6aHVudGVyMg==' });
    expect(url.href).not.toContain('hunter2');
  });

  it('shows an identity token in the body only', () => {
    const { method, url, headers, body } = tokenHttpRequest(
      request('', { identityToken: 'idt' }),
      realm,
    );
    expect([method, url.href]).toEqual(['POST', realm.href]);
    expect(headers).not.toHaveProperty('authorization');
    expect(body).toBe(
      `${QUERY}&grant_type=refresh_token&refresh_token=idt&client_id=docker-stage-build`,
    );
  });
});

describe('fetchToken', () => {
  const answering = (status: number, body: string) => {
    const url = new URL('https://auth.example');
    const answer = { url, status, headers: new Headers(), body: Buffer.from(body) };
    const send = jest.fn(async () => answer);
    return { redactor: new Redactor(), send };
  };

  it.each([
    [1, '{"token":"t1","expires_in":300}', 't1', 295_000],
    [2, '{"access_token":"t2"}', 't2', 55_000],
    [3, '{"token":"t3","expires_in":2}', 't3', 1000],
  ])('%i reads %s', async (_, body, value, life) => {
    const start = Date.now();
    const token = await fetchToken(request('https://auth.example/'), answering(200, body));
    expect(token.value).toBe(value);
    expect(token.expires - start).toBeGreaterThanOrEqual(life);
    expect(token.expires - start).toBeLessThan(life + 1000);
  });

  it.each([401, 403, 500])('asks once, and leaves a %i to who tries again', async (status) => {
    const options = answering(status, 'no');
    const asking = fetchToken(request('https://auth.example/', USER), options);
    const error = await asking.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TokenFailure);
    expect(error).toMatchObject({ outcome: { status } });
    expect(options.send).toHaveBeenCalledTimes(1);
  });

  it.each([
    [1, 'not json: hunter2'],
    [2, '{"token":"with\\nnewline-hunter2"}'],
  ])('%i fails on %s, without a secret', async (_, body) => {
    const asking = fetchToken(request('https://auth.example/', USER), answering(200, body));
    const error = await asking.catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'REGISTRY_ERROR' });
    expect(JSON.stringify([error, String(error)])).not.toMatch(/hunter2|bWU6/);
  });

  it.each([
    ['http://auth.example/', USER],
    ['http://auth.example/', null],
    ['http://169.254.169.254/latest/meta-data/', null],
    ['http://127.0.0.1:8080/', USER],
    ['https://localhost/', USER],
    ['https://0.0.0.0/', USER],
    ['https://[::ffff:127.0.0.1]/', USER],
  ])('does not go to a token server at %s', async (realm, login) => {
    const options = answering(200, '{"token":"t"}');
    const asking = fetchToken(request(realm, login), options);
    await expect(asking).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
    expect(options.send).not.toHaveBeenCalled();
  });

  it('goes to one over plain http that the user trusts', async () => {
    const options = answering(200, '{"token":"t"}');
    await fetchToken(request('http://auth.example/', USER), {
      ...options,
      insecure: ['auth.example'],
    });
    expect(options.send).toHaveBeenCalledTimes(1);
  });

  it('refuses a realm that is no URL', async () => {
    const asking = fetchToken(request('javascript:x', USER), answering(200, ''));
    await expect(asking).rejects.toMatchObject({ code: 'REGISTRY_ERROR' });
  });
});
