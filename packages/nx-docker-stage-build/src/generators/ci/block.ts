/** What may stand in a template: text of one or many lines, or nothing. */
type Value = string | readonly string[] | null;

/** A place for a value; a character of the private use area stands in no template. */
const PLACE = '\uE000';

/**
 * A template of lines. Its common indentation goes away. A value alone on its line is put in with that line's indentation,
 * line by line; without a value the line goes away too. Blank lines that then stand together become one.
 */
export function block(strings: TemplateStringsArray, ...values: readonly Value[]): string {
  const lines = strings.join(PLACE).replace(/^\n/, '').trimEnd().split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim()).map(indentOf));
  let at = 0;
  const filled = lines.flatMap((line) => {
    const text = line.slice(margin);
    if (text.trim() === PLACE) return indent(values[at++] ?? null, ' '.repeat(indentOf(text)));
    return [text.replaceAll(PLACE, () => toLines(values[at++] ?? null).join('\n'))];
  });
  return filled.join('\n').replace(/\n{3,}/g, '\n\n');
}

/** A file's content: a block with the line end that files have. */
export function file(strings: TemplateStringsArray, ...values: readonly Value[]): string {
  return `${block(strings, ...values)}\n`;
}

function indent(value: Value, by: string): string[] {
  return toLines(value).map((line) => (line === '' ? '' : by + line));
}

function toLines(value: Value): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? value.split('\n') : value.flatMap((text) => text.split('\n'));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
