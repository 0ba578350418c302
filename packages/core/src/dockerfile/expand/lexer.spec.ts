import fc from 'fast-check';
import { lexWord, lexWords } from './lexer';
import { RequiredVariableError, type Variable } from './substitution';
import { literalWord } from './word';

const VALUES: Readonly<Record<string, string>> = { V: 'a/b/c.tar.gz', E: '', N: '1', X: 'x y' };
const lookup = (name: string): Variable => {
  const value = VALUES[name];
  return value === undefined ? 'unset' : literalWord(value);
};
const read = (text: string, escape = '\\') => lexWord(text, { escape, lookup }).literal;

describe('lexWord', () => {
  it.each([
    [1, 'plain', 'plain'],
    [2, '$N', '1'],
    [3, '${N}0', '10'],
    [4, '$U|${U}', '|'],
    [5, '$.', '$.'],
    [6, '$999a', 'a'],
    [7, '${U:-d}${U-d}${E:-d}${E-d}', 'ddd'],
    [8, '${N:+s}${N+s}${E:+s}${E+s}${U+s}', 'sss'],
    [9, '${N:?m}${N?m}${E?m}', '11'],
    [10, '${U:-${E:-$N}}', '1'],
    [11, '${V#*/}', 'b/c.tar.gz'],
    [12, '${V##*/}', 'c.tar.gz'],
    [13, '${V%.*}', 'a/b/c.tar'],
    [14, '${V%%.*}', 'a/b/c'],
    [15, '${V/\\//-}', 'a-b/c.tar.gz'],
    [16, '${V//\\//-}', 'a-b-c.tar.gz'],
    [17, '${V//[a-c]/-}', 'a/b/c.tar.gz'],
    [18, '${V/./$0}', 'a/b/ctar.gz'],
    [19, '${V//?/x}', 'xxxxxxxxxxxx'],
    [20, '${V//*/x}', 'x'],
    [21, "'$N'", '$N'],
    [22, '"$N \\$N \\" \\n"', '1 $N " \\n'],
    [23, '\\$N', '$N'],
    [24, 'a\\', 'a'],
    [25, '"${X}" $X', 'x y x y'],
    [26, '<<EOF', '<<EOF'],
  ])('%i: reads %s as %s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('takes the escape character that the directive says', () => {
    expect(read('c:\\$N`$N', '`')).toBe('c:\\1$N');
  });

  it.each([
    [1, '${'],
    [2, '${}'],
    [3, '${:x}'],
    [4, '${{N}}'],
    [5, '${N'],
    [6, '${N:-a'],
    [7, '${N!a}'],
    [8, '${N:#a}'],
    [9, '${V/a}'],
    [10, '${V#\\a}'],
    [11, '"a'],
    [12, "'a"],
    [13, '${U:-'.repeat(5000) + '}'.repeat(5000)],
  ])('%i: refuses what is malformed', (_, text) => {
    expect(() => read(text)).toThrow(SyntaxError);
  });

  it.each([
    [1, '${U?}', 'U: is not allowed to be unset'],
    [2, '${E:?}', 'E: is not allowed to be empty'],
    [3, '${U:?say $N}', 'U: say 1'],
  ])('%i: refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(new RequiredVariableError(...splitMessage(message)));
  });
});

function splitMessage(message: string): [string, string] {
  const at = message.indexOf(': ');
  return [message.slice(0, at), message.slice(at + 2)];
}

describe('lexWord, of variables that only the engine knows', () => {
  const open = (text: string) =>
    lexWord(text, {
      escape: '\\',
      lookup: (name) => (name in VALUES ? lookup(name) : 'unknown'),
    });

  it.each([
    [1, '$PATH:/x', '${PATH}:/x'],
    [2, '${PATH}', '${PATH}'],
    [3, '${U:-$N}', '${U:-1}'],
    [4, '${U:-a}b}', '${U:-a}b}'],
    [5, '${U:-"}"}', '${U:-"}"}'],
    [6, '${U/a/b}', '${U/a/b}'],
    [7, '${V#$U}', '${"a/b/c.tar.gz"#"${U}"}'],
    [8, '${N:-$U}', '1'],
    [9, '${N:+$U}', '${U}'],
    [10, '\\${U}', '$${U}'],
    [11, '\\$$U', '$$${U}'],
  ])('%i: spells %s as %s', (_, text, canonical) => {
    expect(open(text).canonical).toBe(canonical);
  });

  it('has a literal only when nothing is unknown', () => {
    expect(open('$U').literal).toBeNull();
    expect(open('${N:-$U}').literal).toBe('1');
  });

  it('spells two texts alike only when both are known to be the same', () => {
    const text = fc.stringMatching(/^(\$|\{|\}|:|-|U|N|"|\\){0,8}$/);
    fc.assert(
      fc.property(text, text, (one, other) => {
        const words = [one, other].map((source) => tryTo(() => open(source)));
        const [a, b] = words;
        if (a && b && a.canonical === b.canonical) expect(a.literal).toBe(b.literal);
      }),
    );
  });
});

describe('lexWords', () => {
  it.each([
    [1, 'a  b\tc', ['a', 'b', 'c']],
    [2, 'a "b c" d\\ e', ['a', 'b c', 'd e']],
    [3, 'cat << EOF x', ['cat', '<< EOF', 'x']],
    [4, '$X "$X"', ['x', 'y', 'x y']],
    [5, '   ', []],
  ])('%i: cuts %s', (_, text, words) => {
    expect(lexWords(text, { escape: '\\', lookup })).toEqual(words);
  });
});

function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RequiredVariableError) return undefined;
    throw error;
  }
}
