import { groupBy, median } from './statistics';

it.each([
  [1, [3], 3],
  [2, [3, 1, 2], 2],
  [3, [4, 1, 2, 3], 2.5],
])('%i: the median of %j is %d', (_number, values, expected) => {
  expect(median(values)).toBe(expected);
});

it('groups in the order in which keys come', () => {
  expect(groupBy(['b1', 'a1', 'b2'], (value) => value.charAt(0))).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
