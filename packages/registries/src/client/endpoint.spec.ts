import { checkMirrors, isLoopback, isSafeForSecrets, mirrorsOf, upstreamOf } from './endpoint';

describe('upstreamOf', () => {
  it.each([
    [1, 'docker.io', 'https://registry-1.docker.io'],
    [2, 'ghcr.io', 'https://ghcr.io'],
    [3, 'localhost:5000', 'http://localhost:5000'],
    [4, '127.0.0.1:5000', 'http://127.0.0.1:5000'],
    [5, '127.9.9.9', 'http://127.9.9.9'],
    [6, '[::1]:5000', 'http://[::1]:5000'],
    [7, 'registry.lan:5000', 'http://registry.lan:5000'],
    [8, 'registry.lan', 'https://registry.lan'],
    [9, '127.0.0.1.example.com', 'https://127.0.0.1.example.com'],
  ])('%i is %s at %s', (_, registry, url) => {
    expect(upstreamOf(registry, { insecure: ['registry.lan:5000'] })).toEqual({ url, registry });
  });
});

it('looks a mirror’s login up under its own host', () => {
  const mirrors = { 'docker.io': ['https://a.example/hub/', 'http://127.0.0.1:5000'] };
  expect(mirrorsOf('docker.io', { mirrors })).toEqual([
    { url: 'https://a.example/hub', registry: 'a.example' },
    { url: 'http://127.0.0.1:5000', registry: '127.0.0.1:5000' },
  ]);
  expect(mirrorsOf('ghcr.io', { mirrors })).toEqual([]);
});

it.each([
  'mirror:5000',
  'ftp://mirror',
  'https://me:secret@mirror',
  'https://',
  'http://m?x=secret',
])('refuses the mirror %s without repeating it', (url) => {
  const check = () => checkMirrors({ mirrors: { 'docker.io': [url] } });
  expect(check).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  expect(check).not.toThrow(/secret/);
});

it.each([
  ['https://auth.example/token', true],
  ['http://auth.example/token', false],
  ['http://auth.lan/token', true],
  ['http://127.0.0.1:5001/token', true],
  ['http://localhost/token', true],
  ['ftp://127.0.0.1/token', false],
  ['http://127.0.0.1.evil.example/token', false],
])('%s may be told a secret: %s', (url, safe) => {
  expect(isSafeForSecrets(new URL(url), { insecure: ['auth.lan'] })).toBe(safe);
});

it('knows loopback', () => {
  expect(['localhost', 'LOCALHOST:1', '127.0.0.1', '[::1]:1'].every(isLoopback)).toBe(true);
  expect(['localhost.example', '128.0.0.1', '10.0.0.1:127'].some(isLoopback)).toBe(false);
});
