import { isSpace } from '../parse/whitespace';
import { substitute, type Lookup } from './substitution';
import { joinParts, literalWord, type Part, type Word } from './word';

export interface LexOptions {
  readonly escape: string;
  readonly lookup: Lookup;
  /** Keeps quotes in the result. */
  readonly rawQuotes?: boolean;
  /** Keeps escape characters in the result. */
  readonly rawEscapes?: boolean;
  /** Quotes are characters like any other. */
  readonly plainQuotes?: boolean;
}

/** What may be more than itself in a word: a variable, a quote, either escape character. Most words have none of them. */
const MEANINGFUL = /[$'"\\`]/;

/**
 * Reads a text as one word, as the Dockerfile frontend's shell lexer does (BuildKit, frontend/dockerfile/shell/lex.go).
 * @throws SyntaxError for quotes or braces that do not end and for modifiers that do not exist
 */
export function lexWord(text: string, options: LexOptions): Word {
  if (!MEANINGFUL.test(text)) return literalWord(text);
  return joinParts(new Lexer(text, options).readUntil(null, options));
}

/**
 * Reads a text and cuts it at white space outside of quotes; what is unknown stays as written.
 * @throws SyntaxError as {@link lexWord}
 */
export function lexWords(text: string, options: LexOptions): readonly string[] {
  const words = new Words();
  new Lexer(text, options).readUntil(null, { ...options, words });
  return words.finish();
}

/** Substitutions within substitutions; deeper ones would exhaust the stack. */
const MAX_DEPTH = 100;

export class Lexer {
  private readonly chars: readonly string[];
  private depth = 0;
  private at = 0;
  private rawEscapes = false;

  constructor(
    text: string,
    readonly options: LexOptions,
  ) {
    this.chars = [...text];
  }

  get position(): number {
    return this.at;
  }

  peek(): string | undefined {
    return this.chars[this.at];
  }

  next(): string | undefined {
    return this.chars[this.at++];
  }

  /** What was read since a position, as written. */
  since(position: number): string {
    return this.chars.slice(position, this.at).join('');
  }

  /** Reads to a character that ends a substitution, or to the end of the text for `null`. */
  readUntil(
    stop: string | null,
    { rawEscapes = false, words }: { readonly rawEscapes?: boolean; readonly words?: Words } = {},
  ): Part[] {
    const outer = this.rawEscapes;
    this.rawEscapes = rawEscapes;
    if (++this.depth > MAX_DEPTH) throw new SyntaxError('substitutions are nested too deep');
    const parts: Part[] = [];
    for (let char = this.peek(); char !== undefined; char = this.peek()) {
      if (char === stop) {
        this.next();
        this.rawEscapes = outer;
        this.depth--;
        return parts;
      }
      const { raw, pieces } = this.readPieces(char);
      for (const piece of pieces) {
        parts.push(piece);
        if (raw) words?.addRaw(piece);
        else words?.addText(piece);
      }
    }
    if (stop !== null) throw new SyntaxError(`missing \`${stop}\``);
    return parts;
  }

  /** What comes next; white space in what is raw separates no words. */
  private readPieces(char: string): { readonly raw: boolean; readonly pieces: readonly Part[] } {
    const { escape, plainQuotes } = this.options;
    if (char === '$') return { raw: false, pieces: substitute(this) };
    if (char === '<') return { raw: true, pieces: [this.readArrows()] };
    if (char === "'" && !plainQuotes) return { raw: true, pieces: [this.readSingleQuoted()] };
    if (char === '"' && !plainQuotes) return { raw: true, pieces: this.readDoubleQuoted() };
    if (char !== escape) return { raw: false, pieces: [this.readPlain()] };
    this.next();
    const escaped = this.next() ?? '';
    return { raw: true, pieces: [this.rawEscapes ? char + escaped : escaped] };
  }

  /** At least one character, and all that have no meaning after it. */
  private readPlain(): string {
    const start = this.at++;
    while (/^[\w.:=, -]$/.test(this.peek() ?? '')) this.at++;
    return this.since(start);
  }

  /** `<<` takes the white space after it along, so that `<< EOF` is one word. */
  private readArrows(): string {
    this.next();
    if (this.peek() !== '<') return '<';
    this.next();
    const start = this.at;
    while (/^[\t\r ]$/.test(this.peek() ?? '')) this.next();
    return `<<${this.since(start)}`;
  }

  private readSingleQuoted(): string {
    this.next();
    const start = this.at;
    for (let char = this.next(); char !== "'"; char = this.next()) {
      if (char === undefined) throw new SyntaxError('a single quote is not closed');
    }
    const content = this.chars.slice(start, this.at - 1).join('');
    return this.options.rawQuotes ? `'${content}'` : content;
  }

  private readDoubleQuoted(): Part[] {
    this.next();
    const quote = this.options.rawQuotes ? ['"'] : [];
    const parts: Part[] = [...quote];
    for (;;) {
      const char = this.peek();
      if (char === undefined) throw new SyntaxError('a double quote is not closed');
      if (char === '$') {
        parts.push(...substitute(this));
        continue;
      }
      this.next();
      if (char === '"') return [...parts, ...quote];
      parts.push(char === this.options.escape ? this.readEscapeInQuotes(char) : char);
    }
  }

  /** Within double quotes only `"`, `$` and the escape character can be escaped. */
  private readEscapeInQuotes(escape: string): string {
    const kept = this.rawEscapes ? escape : '';
    const next = this.peek();
    if (next === undefined) return kept;
    if (next !== '"' && next !== '$' && next !== escape) return kept + escape;
    this.next();
    return kept + next;
  }
}

/** Cuts what is read into words. */
class Words {
  private readonly words: string[] = [];
  private pieces: string[] = [];

  /** Text whose white space separates words. */
  addText(part: Part): void {
    for (const char of typeof part === 'string' ? part : part.source) {
      if (isSpace(char)) this.endWord();
      else this.pieces.push(char);
    }
  }

  /** Text that belongs to one word. */
  addRaw(part: Part): void {
    this.pieces.push(typeof part === 'string' ? part : part.source);
  }

  finish(): readonly string[] {
    this.endWord();
    return this.words;
  }

  private endWord(): void {
    const word = this.pieces.join('');
    if (word !== '') this.words.push(word);
    this.pieces = [];
  }
}
