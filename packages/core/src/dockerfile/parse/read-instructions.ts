import type { Heredoc } from '../model';
import { Directives } from './directives';
import { canHaveHeredocs, chompTabs, findHeredocs, type HeredocHead } from './heredoc';
import { splitFlags } from './split-flags';
import { parseJsonArray } from './arguments';
import { splitFirstWord, trim, trimEnd, trimStart } from './whitespace';

/** An instruction cut into its pieces; nothing is checked. */
export interface RawInstruction {
  /** As written. */
  readonly keyword: string;
  readonly line: number;
  readonly flags: readonly string[];
  readonly argument: string;
  readonly heredocs: readonly Heredoc[];
}

export interface RawDockerfile {
  readonly directives: Directives;
  readonly instructions: readonly RawInstruction[];
}

/** What is wrong with a text, and in which line. */
export class LineError extends Error {
  constructor(
    readonly line: number,
    what: string,
    readonly hint: string,
  ) {
    super(what);
  }
}

/** BuildKit reads lines into a buffer of this size (Go's bufio.MaxScanTokenSize). */
const MAX_LINE_BYTES = 64 * 1024;

/**
 * Cuts a Dockerfile into instructions as BuildKit's parser does (frontend/dockerfile/parser/parser.go): lines are
 * joined where one ends in the escape character, comments and empty lines within them are left out.
 * @throws LineError
 */
export function readInstructions(text: string): RawDockerfile {
  const lines = splitLines(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const directives = new Directives();
  const instructions: RawInstruction[] = [];
  let next = 0;

  const joinFrom = (first: string): string => {
    const pieces: string[] = [];
    let { content, continues } = splitContinuation(first, directives.escape);
    pieces.push(content);
    while (continues && next < lines.length) {
      const line = trimLineEnd(lines[next++] as string);
      if (isComment(line) || trimStart(line) === '') continue;
      ({ content, continues } = splitContinuation(line, directives.escape));
      pieces.push(content);
    }
    return pieces.join('');
  };

  const readBody = (head: HeredocHead, line: number): Heredoc => {
    const body: string[] = [];
    while (next < lines.length) {
      const current = lines[next++] as string;
      const end = trimLineEnd(current);
      if ((head.chomp ? end.replace(/^\t+/, '') : end) === head.name) {
        const content = body.join('');
        return {
          name: head.name,
          expand: head.expand,
          content: head.chomp ? chompTabs(content) : content,
        };
      }
      body.push(current);
    }
    throw new LineError(
      line,
      `the heredoc \`${head.name}\` does not end`,
      `Add a line with nothing but \`${head.name}\` after its text.`,
    );
  };

  while (next < lines.length) {
    const first = trimStart(trimLineEnd(lines[next++] as string));
    const line = next;
    atLine(line, () => directives.take(first));
    if (first === '' || isComment(first)) continue;
    const joined = joinFrom(first);
    const pieces = splitInstruction(joined, directives.escape);
    const heads = atLine(line, () =>
      mayStartHeredoc(pieces, { joined, escape: directives.escape }) ? findHeredocs(joined) : [],
    );
    instructions.push({ ...pieces, line, heredocs: heads.map((head) => readBody(head, line)) });
  }
  return { directives, instructions };
}

type Pieces = Pick<RawInstruction, 'keyword' | 'flags' | 'argument'>;

/** Reads one instruction that is already a single line, such as the trigger of an ONBUILD. */
export function splitInstruction(text: string, escape: string): Pieces {
  const { first: keyword, rest } = splitFirstWord(trim(text));
  const { flags, argument } = splitFlags(rest ?? '', escape);
  return { keyword, flags, argument: trim(argument) };
}

/** Splits after each line feed, and keeps it: heredocs are taken as they are. */
function splitLines(text: string): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  lines.forEach((line, at) => {
    // A character is at most three bytes for each of its units.
    if (line.length * 3 <= MAX_LINE_BYTES) return;
    const bytes = new TextEncoder().encode(line).length;
    if (bytes > MAX_LINE_BYTES || (bytes === MAX_LINE_BYTES && !line.endsWith('\n'))) {
      const what = `a line of ${bytes} bytes is longer than the ${MAX_LINE_BYTES - 1} that BuildKit reads`;
      throw new LineError(at + 1, what, 'Break it up with the escape character at the line ends.');
    }
  });
  return lines;
}

/** An escape character that ends the line joins the next one to it, unless it is escaped itself. */
function splitContinuation(line: string, escape: string): { content: string; continues: boolean } {
  const end = trimEnd(line, ' \t').length;
  const continues = line[end - 1] === escape && line[end - 2] !== escape;
  return { content: continues ? line.slice(0, end - 1) : line, continues };
}

function mayStartHeredoc(
  { keyword, argument }: Pieces,
  { joined, escape }: { readonly joined: string; readonly escape: string },
): boolean {
  if (!joined.includes('<<')) return false;
  const name = keyword.toUpperCase();
  if (name === 'ONBUILD') {
    return mayStartHeredoc(splitInstruction(argument, escape), { joined, escape });
  }
  return canHaveHeredocs(name) && parseJsonArray(argument) === null;
}

function atLine<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LineError(
      line,
      error.message,
      'See https://docs.docker.com/reference/dockerfile/ for what is allowed.',
    );
  }
}

function isComment(line: string): boolean {
  return trimStart(line).startsWith('#');
}

function trimLineEnd(line: string): string {
  return trimEnd(line, '\r\n');
}
