import fc from 'fast-check';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import { escapePath } from './escape-path';

describe('escapePath', () => {
  it.each([
    [1, 'apps/web', 'apps/web'],
    [2, '!bang', '\\!bang'],
    [3, '#hash', '\\#hash'],
    [4, 'a[b]', 'a\\[b\\]'],
    [5, ' lead', '[ ]lead'],
    [6, 'trail ', 'trail[ ]'],
    [7, 'two\nlines', 'two\\x0alines'],
    [8, 'back\\slash', 'back\\\\slash'],
    [9, 'x|y*', 'x\\|y\\*'],
    [10, 'tab\t', 'tab\\x09'],
  ])('%d: %j is %s', (_, path, pattern) => {
    expect(escapePath(path)).toBe(pattern);
  });

  it('matches the path, and no other', () => {
    const char = fc.constantFrom(...'ab!#*?[]\\^|{}()+$. \n\r\t-'.split(''));
    const name = fc
      .string({ unit: char, minLength: 1, maxLength: 4 })
      .filter((text) => !/^\.+$/.test(text));
    fc.assert(
      fc.property(name, name, (path, other) => {
        const { ignores } = compileIgnoreRules(escapePath(path));
        expect(ignores(path)).toBe(true);
        expect(ignores(other)).toBe(other === path);
      }),
      { numRuns: 2000 },
    );
  });
});
