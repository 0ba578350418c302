import type { Credentials, FindLogin } from '../credentials/model';
import { Authorizer } from './authorizer';
import { basicValue } from './basic';
import { Redactor } from './redact';
import type { TokenRequest } from './token';
import { TokenFailure } from './token-failure';

const ENDPOINT = { url: 'https://a.io', registry: 'a.io' };
const SCOPE = 'repository:shop/api:pull';
const login = (number: number): Credentials => ({ username: 'me', password: `p${number}` });
const basic = (number: number) => `Basic ${basicValue({ username: 'me', password: `p${number}` })}`;

/** A source that has `last` as its newest login, and the ones before it until they are refused. */
function sourceOf(last: number, first = 1) {
  const asked: FindLogin[] = [];
  let current = first;
  return {
    asked,
    renew: () => void current++,
    async find(_: string, options: FindLogin = {}) {
      asked.push(options);
      if (options.refused && current < last) current++;
      return login(current);
    },
  };
}

/** A token server that takes one login only. */
const serverFor = (number: number) => async (request: TokenRequest) => {
  const { login: given } = request;
  if (given === null || !('password' in given)) throw new Error('no login');
  if (given.password === `p${number}`) return { value: 'token', expires: Date.now() + 60_000 };
  const answer = { status: 401, headers: new Headers(), body: new Uint8Array() };
  throw new TokenFailure(
    { endpoint: ENDPOINT, what: 'token' },
    { ...answer, url: new URL(ENDPOINT.url) },
  );
};

function authorize(challenge: string, options: { last: number; good?: number }) {
  const source = sourceOf(options.last);
  const fetchToken = jest.fn(serverFor(options.good ?? 1));
  const authorizer = new Authorizer({ credentials: source, redactor: new Redactor(), fetchToken });
  authorizer.learn(ENDPOINT, challenge);
  return { authorizer, source, fetchToken };
}

describe('Basic', () => {
  it('sends what the source has now', async () => {
    const { authorizer, source } = authorize('Basic realm="x"', { last: 1 });
    expect(await authorizer.header(ENDPOINT, SCOPE)).toBe(basic(1));
    source.renew();
    expect(await authorizer.header(ENDPOINT, SCOPE)).toBe(basic(2));
  });

  it('asks for another login when one was refused', async () => {
    const { authorizer, source } = authorize('Basic realm="x"', { last: 2 });
    const sent = await authorizer.header(ENDPOINT, SCOPE);
    expect(await authorizer.headerAfter(sent, ENDPOINT, SCOPE)).toBe(basic(2));
    expect(source.asked.filter(({ refused }) => refused)).toEqual([{ refused: login(1) }]);
  });

  it('gives up where the source has no other', async () => {
    const { authorizer } = authorize('Basic realm="x"', { last: 1 });
    const sent = await authorizer.header(ENDPOINT, SCOPE);
    expect(await authorizer.headerAfter(sent, ENDPOINT, SCOPE)).toBeNull();
  });

  it('refuses no login that was renewed meanwhile', async () => {
    const { authorizer, source } = authorize('Basic realm="x"', { last: 9 });
    const sent = await authorizer.header(ENDPOINT, SCOPE);
    source.renew();
    expect(await authorizer.headerAfter(sent, ENDPOINT, SCOPE)).toBe(basic(2));
    expect(source.asked.some(({ refused }) => refused)).toBe(false);
  });
});

describe('Bearer', () => {
  const CHALLENGE = 'Bearer realm="https://a.io/token"';

  it('asks the token server again with a new login when it refuses one', async () => {
    const { authorizer, fetchToken } = authorize(CHALLENGE, { last: 2, good: 2 });
    expect(await authorizer.header(ENDPOINT, SCOPE)).toBe('Bearer token');
    expect(fetchToken).toHaveBeenCalledTimes(2);
  });

  it.each([
    [1, 1],
    [2, 2],
  ])('%i asks at most twice', async (_, last) => {
    const { authorizer, fetchToken } = authorize(CHALLENGE, { last, good: 9 });
    await expect(authorizer.header(ENDPOINT, SCOPE)).rejects.toThrow(TokenFailure);
    expect(fetchToken).toHaveBeenCalledTimes(last);
  });

  it('gets another token, with the same login, when a token was refused', async () => {
    const { authorizer, source, fetchToken } = authorize(CHALLENGE, { last: 1 });
    const sent = await authorizer.header(ENDPOINT, SCOPE);
    await authorizer.headerAfter(sent, ENDPOINT, SCOPE);
    expect(fetchToken).toHaveBeenCalledTimes(2);
    expect(source.asked.some(({ refused }) => refused)).toBe(false);
  });
});
