import type { Heredoc } from '../model';
import { parseJsonArray } from './arguments';
import { Directives } from './directives';
import { canHaveHeredocs, chompTabs, findHeredocs, type HeredocHead } from './heredoc';
import { atLine, LineError } from './line-error';
import { isComment, splitContinuation, splitLines, trimLineEnd } from './lines';
import { splitInstruction, type Pieces } from './split-instruction';
import { trimStart } from './whitespace';

/** An instruction cut into its pieces; nothing is checked. */
export interface RawInstruction extends Pieces {
  /** First line, from 1. */
  readonly line: number;
  readonly heredocs: readonly Heredoc[];
}

/**
 * Cuts a Dockerfile into instructions as BuildKit's parser does (frontend/dockerfile/parser/parser.go): lines are
 * joined where one ends in the escape character, comments and empty lines within them are left out. Throws
 * LineError where BuildKit stops.
 */
export class InstructionReader {
  readonly directives = new Directives();
  private readonly lines: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.lines = splitLines(text);
  }

  /** The next instruction; `null` after the last one. */
  next(): RawInstruction | null {
    while (this.at < this.lines.length) {
      const first = trimStart(trimLineEnd(this.readLine()));
      const line = this.at;
      atLine(line, () => this.directives.take(first));
      if (first === '' || isComment(first)) continue;
      return this.readInstruction(first, line);
    }
    return null;
  }

  private readInstruction(first: string, line: number): RawInstruction {
    const { escape } = this.directives;
    const joined = this.joinLines(first);
    const pieces = splitInstruction(joined, escape);
    const { keyword, flags, argument } = pieces;
    const heads = atLine(line, () =>
      joined.includes('<<') && mayHaveHeredocs(pieces, escape) ? findHeredocs(joined) : [],
    );
    const heredocs: Heredoc[] = [];
    for (const head of heads) heredocs.push(this.readHeredoc(head, line));
    return { keyword, flags, argument, line, heredocs };
  }

  private joinLines(first: string): string {
    let { content, continues } = splitContinuation(first, this.directives.escape);
    const contents = [content];
    while (continues && this.at < this.lines.length) {
      const line = trimLineEnd(this.readLine());
      if (isComment(line) || trimStart(line) === '') continue;
      ({ content, continues } = splitContinuation(line, this.directives.escape));
      contents.push(content);
    }
    return contents.join('');
  }

  private readHeredoc({ name, expand, chomp }: HeredocHead, line: number): Heredoc {
    const body: string[] = [];
    while (this.at < this.lines.length) {
      const current = this.readLine();
      const end = trimLineEnd(current);
      if ((chomp ? end.replace(/^\t+/, '') : end) === name) {
        const content = body.join('');
        return { name, expand, content: chomp ? chompTabs(content) : content };
      }
      body.push(current);
    }
    const hint = `Add a line with nothing but \`${name}\` after its text.`;
    throw new LineError(line, `the heredoc \`${name}\` does not end`, hint);
  }

  private readLine(): string {
    return this.lines[this.at++] as string;
  }
}

/** JSON form has no heredocs; ONBUILD has those of its trigger. */
function mayHaveHeredocs(pieces: Pieces, escape: string): boolean {
  const isTrigger = pieces.keyword.toUpperCase() === 'ONBUILD';
  const { keyword, argument } = isTrigger ? splitInstruction(pieces.argument, escape) : pieces;
  return canHaveHeredocs(keyword.toUpperCase()) && parseJsonArray(argument) === null;
}
