import { parseParts, PARTS, resolveParts, type Part } from './parts';

it.each<[number, Part[], Part[]]>([
  [1, ['engine'], ['registry', 'engine']],
  [2, ['base', 'arm64'], ['registry', 'arm64', 'base']],
  [3, ['ecr'], ['ecr']],
  [4, ['base', 'engine', 'registry'], ['registry', 'engine', 'base']],
  [5, [], []],
  [6, ['bases'], ['registry', 'base', 'bases']],
])('%i: brings up %j with what they need, in order', (_number, asked, expected) => {
  expect(resolveParts(asked)).toEqual(expected);
});

it('accepts every part by its name', () => {
  expect(parseParts(PARTS)).toEqual([...PARTS]);
});

it('names the parts there are when one is misspelt', () => {
  expect(() => parseParts(['engin'])).toThrow(/no part "engin"; there are registry, .*ecr/);
});
