import { compileIgnoreRules } from './ignore-rules';

describe('compileIgnoreRules', () => {
  it.each([
    [1, 'node_modules', 'node_modules/a/b.js', true],
    [2, 'node_modules', 'apps/api/node_modules/a.js', false],
    [3, '**/node_modules', 'apps/api/node_modules/a.js', true],
    [4, '**/node_modules', 'node_modules', true],
    [5, '*\n!apps', 'apps/api/src/main.ts', false],
    [6, '*\n!apps', 'libs/money/index.ts', true],
    [7, '*\n!apps\napps/web', 'apps/web/a.ts', true],
    [8, '*.md\n!README.md', 'README.md', false],
    [9, '*.md\n!README.md', 'CHANGES.md', true],
    [10, '*.md', 'docs/a.md', false],
    [11, '**/*.md', 'docs/a.md', true],
    [12, '/dist', 'dist/a.js', true],
    [13, './dist/', 'dist/a.js', true],
    [14, '  dist  ', 'dist/a.js', true],
    [15, '# dist', 'dist/a.js', false],
    [16, ' # dist', '# dist', true],
    [17, 'a?c', 'abc', true],
    [18, 'a?c', 'a/c', false],
    [19, '[a-c].txt', 'b.txt', true],
    [20, '[^a-c].txt', 'b.txt', false],
    [21, 'a\\*b', 'a*b', true],
    [22, 'a\\*b', 'axb', false],
    [23, 'docs/**', 'docs/a/b', true],
    [24, 'docs/**/b', 'docs/b', true],
    [25, 'docs/**/b', 'docs/x/y/b', true],
    [26, '\uFEFFdist', 'dist/a', true],
    [27, 'dist\r\nlogs\r\n', 'logs/x', true],
    [28, 'a/../b', 'b/c', true],
    [29, '.git', '.gitignore', false],
    [30, 'a.b', 'aXb', false],
    [31, '!a', 'a', false],
    [32, '*\n!a/b', 'a/b/c', false],
    [33, '*\n!a/b', 'a/c', true],
    [35, 'a(b)+', 'a(b)+', true],
    [36, '**.md', 'docs/a.md', true],
    [37, '**pps', 'apps/a', true],
    [38, 'docs**', 'docs2/a', true],
    [39, 'x|*', 'a', true],
    [40, 'a^b', 'a^b', true],
    [41, 'a^b*', 'a^b', false],
    [42, 'q[?].txt', 'q?.txt', false],
    [43, 'd\\d', 'd1', true],
  ])('%d: %j and %j -> %s', (_, text, path, expected) => {
    expect(compileIgnoreRules(text).ignores(path)).toBe(expected);
  });

  it.each([
    [1, '?.txt', '😀.txt', true],
    [2, '[😀-😎]', '😃', true],
    [3, '*[[:digit:]]', 'a1', true],
    [4, 'a[\\d]*', 'a1', true],
    [5, 'x{2}*', 'xx', true],
    [6, 'a\\Qb*', 'ab[^/]*$', true],
    [7, '[^\\S]*', ' a', true],
  ])('takes characters and classes as Go does, %d: %j and %j -> %s', (_, text, path, expected) => {
    expect(compileIgnoreRules(text).ignores(path)).toBe(expected);
  });

  it.each(['[', 'a\n[', '\\', 'a[.-]b', 'a*[', 'b\\u*', '*[z-a]', '!', '[^]', 'x[[:nope:]]'])(
    'refuses %j and names its line',
    (text) => {
      expect(() => compileIgnoreRules(text, 'apps/.dockerignore')).toThrow(
        expect.objectContaining({
          code: 'PATTERN_INVALID',
          message: expect.stringContaining(`apps/.dockerignore:${text.split('\n').length}: `),
          hint: expect.stringMatching(/\S/),
        }),
      );
    },
  );

  it('names the pattern that has the last word', () => {
    const rules = compileIgnoreRules('# all\n*\n!apps\n\napps/**/*.md');
    expect(rules.decidedBy('libs/a')).toMatchObject({ text: '*', line: 2 });
    expect(rules.decidedBy('apps/a')).toMatchObject({ text: '!apps', line: 3 });
    expect(rules.decidedBy('apps/x/a.md')).toMatchObject({ text: 'apps/**/*.md', line: 5 });
    expect(compileIgnoreRules('x').decidedBy('y')).toBeNull();
  });

  it.each([
    [1, 'node_modules', 'node_modules', true],
    [2, 'node_modules\n!node_modules/a', 'node_modules', false],
    [3, '*\n!apps', 'node_modules', true],
    [4, '*\n!apps/*/src', 'apps/api', false],
    [5, '*\n!apps/*/src', 'libs', true],
    [6, '*\n!**/*.json', 'node_modules', false],
    [7, '*\n!apps/api', 'apps/api/x', false],
  ])('%d: %j passes over the folder %j: %s', (_, text, folder, expected) => {
    expect(compileIgnoreRules(text).prunes(folder)).toBe(expected);
  });
});
