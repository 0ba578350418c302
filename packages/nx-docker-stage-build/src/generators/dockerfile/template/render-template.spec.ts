import { renderTemplate, type Values } from './render-template';

const VALUES: Values = {
  name: 'api',
  yes: true,
  no: false,
  list: ['a', 'b'],
  none: [],
  form: 'x',
  empty: '',
};

function render(text: string, parts: Readonly<Record<string, string>> = {}): string {
  const find = (name: string) => ({ path: `${name}.Dockerfile`, text: parts[name] as string });
  return renderTemplate({ path: 't.Dockerfile', text }, { values: VALUES, find });
}

describe('renderTemplate', () => {
  it.each<[number, string, string]>([
    [1, 'COPY {{name}} {{form}}/', 'COPY api x/\n'],
    [2, 'COPY {{list}} {{name}}/', 'COPY a api/\nCOPY b api/\n'],
    [3, 'A\nCOPY {{none}} ./\nB', 'A\nB\n'],
    [4, '#if yes\nA\n#else\nB\n#end', 'A\n'],
    [5, '#if !yes\nA\n#else\nB\n#end', 'B\n'],
    [6, '#if form=x\nA\n#end\n#if form=y\nB\n#end', 'A\n'],
    [7, '#if no\n#if yes\nA\n#end\n{{unknown}}\n#end\nB', 'B\n'],
    [8, '#if empty\nA\n#end\n#if none\nB\n#end\n#if list\nC\n#end', 'C\n'],
    [9, '#include part\nB', 'A api\nB\n'],
    [10, '# if this is a comment\n#region deps', '# if this is a comment\n#region deps\n'],
    [11, 'A\n\n\n\nB\n\n', 'A\n\nB\n'],
    [12, 'RUN echo {name} ${name}', 'RUN echo {name} ${name}\n'],
  ])('%i', (_, text, expected) => {
    expect(render(text, { part: 'A {{name}}' })).toBe(expected);
  });

  it.each<[number, string, string, string]>([
    [1, 'A\n{{nmae}}', 't.Dockerfile:2: there is no value `nmae`.', 'Did you mean `name`?'],
    [
      2,
      '#if wrongly\n#end',
      't.Dockerfile:1: there is no value `wrongly`.',
      'There are empty, form',
    ],
    [3, '#if yes', 't.Dockerfile: an `#if` has no `#end`.', 'docs/guides'],
    [4, '#end', 't.Dockerfile:1: `#end` without `#if`.', 'docs/guides'],
    [5, '#if a b\n#end', 't.Dockerfile:1: `#if a b` is no condition.', 'docs/guides'],
    [6, '#include part', 'part.Dockerfile:1: there is no value `nam`.', 'Did you mean `name`?'],
  ])('%i: says what is wrong, and where', (_, text, message, hint) => {
    expect(() => render(text, { part: '{{nam}}' })).toThrow(
      expect.objectContaining({
        code: 'PRESET_INVALID',
        message,
        hint: expect.stringContaining(hint) as unknown,
      }) as Error,
    );
  });
});
