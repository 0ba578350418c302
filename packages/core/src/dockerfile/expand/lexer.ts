import { isSpace } from '../parse/whitespace';
import { substitute, type Lookup } from './substitution';
import { joinParts, type Part, type Word } from './word';

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

export interface Lexed {
  readonly word: Word;
  /** The text cut at white space outside of quotes; what is unknown stays as written. */
  readonly words: readonly string[];
}

/**
 * Reads a text as the Dockerfile frontend's shell lexer does (BuildKit, frontend/dockerfile/shell/lex.go).
 * @throws SyntaxError for quotes or braces that do not end and for modifiers that do not exist
 */
export function lex(text: string, options: LexOptions): Lexed {
  const lexer = new Lexer(text, options);
  const words = new Words();
  const parts = lexer.readUntil(null, { rawEscapes: options.rawEscapes ?? false, words });
  return { word: joinParts(parts), words: words.finish() };
}

export class Lexer {
  private readonly chars: readonly string[];
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
  readUntil(stop: string | null, { rawEscapes = false, words = new Words() } = {}): Part[] {
    const outer = this.rawEscapes;
    this.rawEscapes = rawEscapes;
    const parts: Part[] = [];
    for (let char = this.peek(); char !== undefined; char = this.peek()) {
      if (char === stop) {
        this.next();
        this.rawEscapes = outer;
        return parts;
      }
      parts.push(...this.readPiece(char, words));
    }
    if (stop !== null) throw new SyntaxError(`missing \`${stop}\``);
    return parts;
  }

  private readPiece(char: string, words: Words): readonly Part[] {
    if (char === '$') return words.addText(substitute(this));
    if (char === '<') return words.addRaw([this.readArrows()]);
    if (char === "'" && !this.options.plainQuotes) return words.addRaw([this.readSingleQuoted()]);
    if (char === '"' && !this.options.plainQuotes) return words.addRaw(this.readDoubleQuoted());
    this.next();
    if (char !== this.options.escape) return words.addText([char]);
    const escaped = this.next() ?? '';
    return words.addRaw([this.rawEscapes ? char + escaped : escaped]);
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
  addText(parts: readonly Part[]): readonly Part[] {
    for (const part of parts) {
      for (const char of typeof part === 'string' ? part : part.source) {
        if (isSpace(char)) this.endWord();
        else this.pieces.push(char);
      }
    }
    return parts;
  }

  /** Text that belongs to one word. */
  addRaw(parts: readonly Part[]): readonly Part[] {
    for (const part of parts) this.pieces.push(typeof part === 'string' ? part : part.source);
    return parts;
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
