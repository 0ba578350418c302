import { tokenLogin } from './token-login';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);
const HOUR = 3_600_000;
const token = (text: string) => Buffer.from(text).toString('base64');

it.each([
  [1, NOW + 6 * HOUR, 0, NOW + 6 * HOUR],
  [2, NOW + 6 * HOUR, 900_000, NOW + 6 * HOUR - 900_000],
  [3, Date.UTC(2015, 0, 1), 0, NOW + 12 * HOUR],
  [4, undefined, 0, NOW + 12 * HOUR],
])("%i: ends by this machine's clock", (_number, end, clockOffset, expires) => {
  const expiresAt = end === undefined ? undefined : new Date(end);
  const answer = { authorizationToken: token('AWS:pass:word'), expiresAt };
  expect(tokenLogin(answer, { now: NOW, clockOffset })).toEqual({
    username: 'AWS',
    password: 'pass:word',
    expires,
  });
});

it.each([undefined, '', token('AWS'), token('AWS:'), token(':x')])(
  'refuses %s, without repeating it',
  (authorizationToken) => {
    expect(() => tokenLogin({ authorizationToken }, { now: NOW, clockOffset: 0 })).toThrow(
      expect.objectContaining({
        code: 'AWS_ERROR',
        message: 'AWS answered without an authorization token',
      }),
    );
  },
);
