import { describeDrift } from './describe-drift';

describe('describeDrift', () => {
  it.each<[number, string | null, string, string | null]>([
    [1, 'a\nb\n', 'a\nb\n', null],
    [2, null, 'a\n', 'f is missing'],
    [3, 'a\nx\n', 'a\nb\n', 'f differs from line 2 on\n  is:        x\n  should be: b'],
    [4, 'a', 'a\nb', 'f differs from line 2 on\n  is:        (end of file)\n  should be: b'],
    [5, 'a\nb', 'a', 'f differs from line 2 on\n  is:        b\n  should be: (end of file)'],
  ])('%i', (_, actual, expected, drift) => {
    expect(describeDrift('f', actual, expected)).toBe(drift);
  });
});
