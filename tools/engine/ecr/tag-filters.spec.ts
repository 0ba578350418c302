import { decodeFilters, encodeFilters, toExpression } from './tag-filters';

it.each([
  ['cache-*', 'cache-deps', true],
  ['cache-*', 'cachedeps', false],
  ['cache-*', 'my-cache-deps', false],
  ['*-dev', '1.0-dev', true],
  ['*-dev', '1.0-dev-2', false],
  ['v1.0', 'v1.0', true],
  ['v1.0', 'v1x0', false],
])('%s lets %s be changed: %s', (filter, tag, expected) => {
  expect(new RegExp(`^${toExpression(filter)}`).test(tag)).toBe(expected);
});

it('brings back what was written', () => {
  const text = '{"filters":[{"filterType": "WILDCARD", "filter": "*-v1.*"}]}';
  expect(encodeFilters(text)).not.toBe(text);
  expect(decodeFilters(encodeFilters(text))).toBe(text);
});
