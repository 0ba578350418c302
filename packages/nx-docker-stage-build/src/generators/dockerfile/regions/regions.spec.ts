import { diffLines } from './diff-lines';
import { findRegions } from './find-regions';
import { addHeader, readHeader } from './header';
import { markRegions } from './mark-regions';
import { updateRegions } from './update-regions';

const before = markRegions('FROM a\n#region deps\nCOPY one\nCOPY two\n#endregion\nCMD x\n');
const after = markRegions('FROM b\n#region deps\nCOPY one\nCOPY three\n#endregion\nCMD y\n');

describe('generated parts', () => {
  it('stand between marks with a hash', () => {
    expect(before).toMatch(
      /^FROM a\n# <nx-docker-stage-build:deps [0-9a-f]{12}>\nCOPY one\nCOPY two\n# <\/nx-docker-stage-build:deps>\nCMD x\n$/,
    );
    expect(findRegions(before)).toMatchObject([{ name: 'deps', line: 2, edited: false }]);
  });

  it('are brought up to date, and nothing else is', () => {
    const { text, updated, kept } = updateRegions(before, after);
    expect(text).toBe(after.replace('FROM b', 'FROM a').replace('CMD y', 'CMD x'));
    expect(updated).toHaveLength(1);
    expect(kept).toEqual([]);
    expect(updateRegions(text, after).updated).toEqual([]);
  });

  it('stay as they are where somebody edited them', () => {
    const edited = before.replace('COPY two', 'COPY mine');
    const { text, updated, kept } = updateRegions(edited, after);
    expect(text).toBe(edited);
    expect(updated).toEqual([]);
    expect(kept).toMatchObject([{ region: { name: 'deps', edited: true } }]);
  });

  it('are nobody’s business where they were edited and nothing changed since', () => {
    const edited = before.replace('COPY two', 'COPY mine');
    expect(updateRegions(edited, before)).toEqual({ text: edited, updated: [], kept: [] });
  });

  it('belong to whoever takes the marks away', () => {
    const unmarked = before.replace(/^# <.*\n/gm, '');
    expect(updateRegions(unmarked, after)).toEqual({ text: unmarked, updated: [], kept: [] });
  });

  it('are known with the line ends of Windows', () => {
    const windows = before.replaceAll('\n', '\r\n');
    expect(findRegions(windows)).toMatchObject([{ name: 'deps', edited: false }]);
    const { text } = updateRegions(windows, after);
    expect(text).toBe(
      before
        .replace(/# <.*>\n[^]*deps>/, /# <.*>\n[^]*deps>/.exec(after)?.[0] as string)
        .replaceAll('\n', '\r\n'),
    );
  });

  it('may be empty', () => {
    const empty = markRegions('#region packages\n#endregion\n');
    const full = markRegions('#region packages\nCOPY a\n#endregion\n');
    expect(updateRegions(empty, full).text).toBe(full);
    expect(updateRegions(full, empty).text).toBe(empty);
  });
});

describe('the header', () => {
  it.each([
    [1, 'FROM a\n'],
    [2, '# syntax=docker/dockerfile:1\n# escape=`\nFROM a\n'],
  ])('%i: records options below parser directives', (_, text) => {
    const options = { preset: 'node', command: ['a', '{}'] };
    const written = addHeader(text, options);
    expect(readHeader(written)).toEqual(options);
    expect(written.startsWith('# syntax')).toBe(text.startsWith('# syntax'));
    expect(written.endsWith('FROM a\n')).toBe(true);
  });

  it.each([
    [1, 'FROM a\n'],
    [2, '# nx-docker-stage-build:dockerfile {broken}\n'],
  ])('%i: is not there', (_, text) => {
    expect(readHeader(text)).toBeNull();
  });
});

describe('diffLines', () => {
  it.each<[number, string, string, string[]]>([
    [1, 'a\nb\n', 'a\nb\n', ['  a', '  b']],
    [2, 'a\nb\nc\n', 'a\nc\nd\n', ['  a', '- b', '  c', '+ d']],
    [3, '', 'a\n', ['+ a']],
    [4, 'a\n', '', ['- a']],
    [5, 'a\r\nb\r\n', 'a\nc\n', ['  a', '- b', '+ c']],
  ])('%i', (_, from, to, expected) => {
    expect(diffLines(from, to)).toEqual(expected);
  });
});
