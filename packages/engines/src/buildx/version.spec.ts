import { isOlder, parseVersion } from './version';

it.each([
  [1, '28.5.2+dfsg4', '28.5.2'],
  [2, '0.29.1+ds1', '0.29.1'],
  [3, 'v0.13.1', '0.13.1'],
  [4, 'github.com/docker/buildx v0.37.2 abcdef', '0.37.2'],
  [5, 'v0.0.0+unknown', null],
  [6, '0.0.0', null],
  [7, '6bd81372ad6f.m', null],
  [8, 'v0.12.0-rc1', '0.12.0'],
  [9, '', null],
  [10, undefined, null],
  [11, '26.1', '26.1'],
])('%i: the version in %j is %j', (_, text, version) => {
  expect(parseVersion(text)).toBe(version);
});

it.each([
  [1, '0.12.9', '0.13', true],
  [2, '0.13.0', '0.13', false],
  [3, '0.9.1', '0.13', true],
  [4, '1.0', '0.13', false],
  [5, '0.13', '0.13.1', true],
  [6, null, '0.13', false],
])('%i: whether %j is older than %s: %j', (_, version, minimum, older) => {
  expect(isOlder(version, minimum)).toBe(older);
});
