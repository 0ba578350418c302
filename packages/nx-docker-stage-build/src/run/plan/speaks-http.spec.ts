import { speaksHttp } from './speaks-http';

it.each([
  [1, 'localhost:5000', [], true],
  [2, '127.0.0.1', [], true],
  [3, '[::1]:5000', [], true],
  [4, 'registry.example.com', [], false],
  [5, 'registry.example.com:5000', ['registry.example.com:5000'], true],
  [6, 'localhost.example.com', [], false],
])('%i: %s', (_number, registry, insecure, expected) => {
  expect(speaksHttp(registry, insecure)).toBe(expected);
});
