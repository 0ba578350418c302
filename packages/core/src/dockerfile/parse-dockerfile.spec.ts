import type { StageBuildError } from '../errors';
import { parseDockerfile } from './parse-dockerfile';

const read = (...lines: string[]) => parseDockerfile(lines.join('\n'));
/** Keyword and argument of the first stage's instructions. */
const listInstructions = (...lines: string[]) =>
  read('FROM a', ...lines).stages[0]?.instructions.map(
    ({ keyword, argument }) => `${keyword} ${argument}`,
  );

describe('parseDockerfile', () => {
  it('takes a Dockerfile apart', () => {
    const dockerfile = parseDockerfile(
      [
        '# escape=`',
        'ARG V=1',
        'FROM --platform=$BUILDPLATFORM node:$V as Deps',
        'run --mount=type=cache,target=/x npm ci',
        '',
        'FROM Deps',
      ].join('\n'),
      { path: 'apps/api/Dockerfile' },
    );
    expect(dockerfile).toEqual({
      path: 'apps/api/Dockerfile',
      escape: '`',
      syntax: null,
      globalArgs: [{ keyword: 'ARG', line: 2, flags: [], argument: 'V=1', heredocs: [] }],
      stages: [
        {
          index: 0,
          name: 'Deps',
          base: 'node:$V',
          platform: '$BUILDPLATFORM',
          line: 3,
          instructions: [
            {
              keyword: 'RUN',
              line: 4,
              flags: [{ name: 'mount', value: 'type=cache,target=/x' }],
              argument: 'npm ci',
              heredocs: [],
            },
          ],
        },
        { index: 1, name: null, base: 'Deps', platform: null, line: 6, instructions: [] },
      ],
    });
  });

  it('reads the image of the syntax directive', () => {
    expect(read('# syntax=docker/dockerfile:1 # stable', 'FROM a').syntax).toBe(
      'docker/dockerfile:1',
    );
  });

  it.each([
    [1, ['RUN a \\', '  b'], ['RUN a   b']],
    [2, ['RUN a \\  ', 'b \\\t', 'c'], ['RUN a b c']],
    [3, ['RUN a \\', '# no', '  # no \\', '', 'b'], ['RUN a b']],
    [4, ['RUN a \\\\', 'RUN b'], ['RUN a \\\\', 'RUN b']],
    [5, ['RUN a \\'], ['RUN a']],
    [6, ['\\', 'RUN a'], ['RUN a']],
    [7, ['  run\ta # b'], ['RUN a # b']],
    [8, ['RUN a \\\r', ' b\r', 'RUN c\r'], ['RUN a  b', 'RUN c']],
  ])('%i: joins and cuts lines', (_, lines, expected) => {
    expect(listInstructions(...lines)).toEqual(expected);
  });

  it.each([
    [1, '--a=b c', ['a=b'], 'c'],
    [2, '--a="b c" \'--d=e f\' g', ['a=b c'], "'--d=e f' g"],
    [3, '--a=b\\ c d', ['a=b c'], 'd'],
    [4, '--a -- --b', ['a'], '--b'],
    [5, 'x --a=b', [], 'x --a=b'],
  ])('%i: reads the flags of %s', (_, text, flags, argument) => {
    // ARG is the instruction that takes any flag.
    const instruction = read('FROM a', `ARG ${text}`).stages[0]?.instructions[0];
    const shown = instruction?.flags.map(({ name, value }) =>
      value === null ? name : `${name}=${value}`,
    );
    expect([shown, instruction?.argument]).toEqual([flags, argument]);
  });

  it.each([
    [1, ['RUN <<EOF', 'FROM x', 'EOF'], [['EOF', true, 'FROM x\n']]],
    [2, ['RUN cat <<"EOF"', '$x', 'EOF'], [['EOF', false, '$x\n']]],
    [3, ['RUN cat << EOF', '$x', 'EOF'], [['EOF', true, '$x\n']]],
    [4, ['RUN <<-EOF', '\t\ta', '\tEOF'], [['EOF', true, 'a\n']]],
    [
      5,
      ['COPY <<A <<B /x', 'a', 'A', 'b', 'B'],
      [
        ['A', true, 'a\n'],
        ['B', true, 'b\n'],
      ],
    ],
    [6, ['ONBUILD RUN <<EOF', 'a', 'EOF'], [['EOF', true, 'a\n']]],
    [7, ['RUN <<EOF\r', 'a\r', 'EOF\r'], [['EOF', true, 'a\r\n']]],
    [8, ['RUN echo "<<EOF"'], []],
    [9, ['RUN echo "open <<EOF'], []],
    [10, ['RUN x<<EOF 1<<<2'], []],
    [11, ['COPY ["<<EOF", "/x"]'], []],
    [12, ['CMD <<EOF'], []],
  ])('%i: reads heredocs', (_, lines, expected) => {
    const [instruction, ...more] = read('FROM a', ...lines).stages[0]?.instructions ?? [];
    expect(more).toEqual([]);
    expect(
      instruction?.heredocs.map(({ name, expand, content }) => [name, expand, content]),
    ).toEqual(expected);
  });

  it('looks through a byte order mark', () => {
    expect(read('\uFEFF# escape=`', 'FROM a').escape).toBe('`');
  });

  it.each([
    [1, ['FROM a', '# escape=`'], '\\'],
    [2, ['# comment', '# escape=`', 'FROM a'], '\\'],
    [3, ['', '# escape=`', 'FROM a'], '\\'],
    [4, ['# check=skip=all', '#ESCAPE = ` ', 'FROM a'], '`'],
  ])('%i: takes directives at the head only', (_, lines, escape) => {
    expect(read(...lines).escape).toBe(escape);
  });

  it.each([
    [1, [''], 1, /empty/, /FROM/],
    [2, ['# only'], 1, /empty/, /FROM/],
    [3, ['ARG A'], 1, /no FROM/, /FROM/],
    [4, ['FROM a', '', 'RUUN x'], 3, /unknown instruction RUUN/, /`RUN`/],
    [5, ['ARG A', 'RUN x'], 2, /RUN comes before/, /ARG/],
    [6, ['FROM a AS b', 'FROM c AS B'], 2, /second stage is named B.*line 1/, /name/],
    [7, ['FROM a', 'RUN <<EOF', 'x'], 2, /`EOF` does not end/, /EOF/],
    [8, ['FROM a', 'COPY --form=b c d'], 2, /--form.*`from`/, /#copy/],
    [9, ['FROM a', 'COPY --link=x c d'], 2, /`true` or `false`/, /#copy/],
    [10, ['FROM a', 'COPY --chown c d'], 2, /needs a value/, /#copy/],
    [11, ['FROM a', 'COPY --chown=1 --chown=1 c d'], 2, /twice/, /#copy/],
    [12, ['FROM a', 'RUN --mount=from=$x y'], 2, /no variables/, /#run/],
    [13, ['FROM a b'], 1, /`FROM image AS name`/, /#from/],
    [14, ['FROM a AS 1'], 1, /not a stage name/, /#from/],
    [15, ['FROM a', 'ENV A'], 2, /no value/, /#env/],
    [16, ['# escape=x', 'FROM a'], 1, /not an escape character/, /dockerfile/],
    [17, ['# escape=`', '# escape=`', 'FROM a'], 2, /twice/, /dockerfile/],
    [18, ['# check=foo=1', 'FROM a'], 1, /no option/, /dockerfile/],
    [19, ['FROM a', `RUN ${'x'.repeat(70_000)}`], 2, /70004 bytes/, /escape/],
    [20, ['FROM a', 'HEALTHCHECK --interval=soon CMD x'], 2, /duration/, /#healthcheck/],
    [21, ['FROM a', 'SHELL sh -c'], 2, /SHELL \[/, /#shell/],
    [22, ['FROM a', 'CMD ["a", 1]'], 2, /strings only/, /#cmd/],
    [
      23,
      ['FROM a', ...Array<string>(40_000).fill(`# ${'x'.repeat(48)}`)],
      1,
      /1\.9 MiB/,
      /context/,
    ],
    [24, ['FROM a', 'RUN echo gr\ufffd\ufffdn'], 2, /not UTF-8/, /UTF-8/],
    [25, ['FROM a', 'COPY <<EOF /x', '\ufffd', 'EOF'], 2, /not UTF-8/, /UTF-8/],
  ])('%i: refuses with line, reason and a way out', (_, lines, line, reason, hint) => {
    const error = errorOf(() => parseDockerfile(lines.join('\n'), { path: 'x/Dockerfile' }));
    expect(error).toMatchObject({
      code: 'DOCKERFILE_INVALID',
      message: expect.stringMatching(reason),
      hint: expect.stringMatching(hint),
    });
    expect(error.message).toMatch(new RegExp(`^x/Dockerfile:${line}: `));
  });

  it('takes comments in any encoding', () => {
    expect(parseDockerfile('# gr\ufffdn\nFROM a\n').stages).toHaveLength(1);
  });

  it.each([
    [1, 'RUN echo hello $A\n'],
    [2, ' && echo hello \\\n'],
    [3, `RUN a${' '.repeat(60_000)}b\n`],
    [4, `RUN a${'\\ '.repeat(30_000)}b\n`],
    [5, 'RUN <<EOF\nx\nEOF\n'],
    [6, `ENV ${'a=b '.repeat(10_000)}\n`],
  ])('%i: takes time that grows with the size', (_, unit) => {
    const text = `FROM a\nRUN x \\\n${unit.repeat(Math.floor(1_000_000 / unit.length))}`;
    const start = performance.now();
    parseDockerfile(text);
    // Two orders above what it takes, and as far below what quadratic work would.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

function errorOf(act: () => unknown): StageBuildError {
  try {
    act();
  } catch (error) {
    return error as StageBuildError;
  }
  throw new Error('nothing was refused');
}
