import { LineError } from './line-error';
import { trimEnd, trimStart } from './whitespace';

/** BuildKit reads lines into a buffer of this size (Go's bufio.MaxScanTokenSize). */
const MAX_LINE_BYTES = 64 * 1024;

/**
 * Splits after each line feed, and keeps it: heredocs are taken as they are. A byte order mark is left out.
 * @throws LineError for a line that BuildKit does not read
 */
export function splitLines(text: string): readonly string[] {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = content.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  lines.forEach(checkLength);
  return lines;
}

/** An escape character that ends the line joins the next one to it, unless it is escaped itself. */
export function splitContinuation(
  line: string,
  escape: string,
): { readonly content: string; readonly continues: boolean } {
  const end = trimEnd(line, ' \t').length;
  const continues = line[end - 1] === escape && line[end - 2] !== escape;
  return { content: continues ? line.slice(0, end - 1) : line, continues };
}

export function isComment(line: string): boolean {
  return trimStart(line).startsWith('#');
}

export function trimLineEnd(line: string): string {
  return trimEnd(line, '\r\n');
}

function checkLength(line: string, at: number): void {
  // A character is at most three bytes for each of its units.
  if (line.length * 3 <= MAX_LINE_BYTES) return;
  const bytes = new TextEncoder().encode(line).length;
  if (bytes < MAX_LINE_BYTES || (bytes === MAX_LINE_BYTES && line.endsWith('\n'))) return;
  const what = `a line of ${bytes} bytes is longer than the ${MAX_LINE_BYTES - 1} that BuildKit reads`;
  throw new LineError(at + 1, what, 'Break it up with the escape character at the line ends.');
}
