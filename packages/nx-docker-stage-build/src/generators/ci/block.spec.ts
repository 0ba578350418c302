import { block, file } from './block';

describe('block', () => {
  it('takes the common indentation away, and keeps the rest', () => {
    expect(block`
      a:
        b: ${'c'}
    `).toBe('a:\n  b: c');
  });

  it.each<[number, string | readonly string[] | null, string]>([
    [1, 'x', 'a:\n  x\nb'],
    [2, 'x\n  y', 'a:\n  x\n    y\nb'],
    [3, ['x', 'y'], 'a:\n  x\n  y\nb'],
    [4, 'x\n\ny', 'a:\n  x\n\n  y\nb'],
    [5, null, 'a:\nb'],
    [6, [], 'a:\nb'],
  ])('%i puts %j in with the indentation of its line', (_, value, expected) => {
    expect(block`
      a:
        ${value}
      b`).toBe(expected);
  });

  it('leaves one blank line where a value between two is not there', () => {
    expect(block`
      a

      ${null}

      b`).toBe('a\n\nb');
  });

  it('fills places in from left to right, and takes dollars of values as they are', () => {
    expect(block`${'$&'}-${'$1'}-${'c'}`).toBe('$&-$1-c');
  });

  it('is a file with a line end', () => {
    expect(file`a`).toBe('a\n');
  });
});
