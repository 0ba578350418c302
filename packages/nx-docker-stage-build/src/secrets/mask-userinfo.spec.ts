import { findUserinfo, maskUserinfo } from './mask-userinfo';

it.each<[number, string, string, string[]]>([
  [1, 'A=https://me:canary@a.io/x', 'A=https://***@a.io/x', ['me:canary', 'canary']],
  [2, 'https://token@a.io', 'https://***@a.io', ['token', 'token']],
  [3, 'ssh://git@a.io/x.git', 'ssh://git@a.io/x.git', []],
  [4, 'postgres://u:p@db', 'postgres://***@db', ['u:p', 'p']],
  [5, 'https://a.io/@scope/x', 'https://a.io/@scope/x', []],
  [6, '"https://u:p@a.io", "b@c"', '"https://***@a.io", "b@c"', ['u:p', 'p']],
])('%i %s', (_, text, masked, found) => {
  expect(maskUserinfo(text)).toBe(masked);
  expect(findUserinfo(text)).toEqual(found);
});
