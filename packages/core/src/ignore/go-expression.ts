/** What Perl's classes hold in Go, which knows only ASCII there. */
const PERL_CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  s: '\\t\\n\\f\\r ',
  w: '0-9A-Za-z_',
};

/** `[[:name:]]` (re2/wiki/Syntax). */
const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\0-\\x7F',
  blank: '\\t ',
  cntrl: '\\0-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What both spell alike. */
const ASSERTIONS: Readonly<Record<string, string>> = {
  A: '(?:^)',
  z: '(?:$)',
  b: '(?:\\b)',
  B: '(?:\\B)',
};

const MAX_REPEAT = 1000;

/**
 * Compiles a regular expression of Go (regexp/syntax), as far as patterns become one: without groups, flags and lazy
 * repetition of the writer's own. A character is a code point.
 * @throws SyntaxError for what Go refuses
 */
export function compileGoExpression(source: string): RegExp {
  return new RegExp(new Translator(source).translate(), 'u');
}

class Translator {
  private at = 0;

  constructor(private readonly source: string) {}

  translate(): string {
    let expression = '';
    while (this.at < this.source.length) expression += this.translateNext();
    return expression;
  }

  private translateNext(): string {
    const [repeat, least, most] = this.take(/\{(\d+)(?:,(\d*))?\}/y) ?? [];
    if (repeat !== undefined) {
      if (Math.max(Number(least), Number(most ?? 0)) > MAX_REPEAT) throw new SyntaxError(repeat);
      return repeat;
    }
    const [, quoted] = this.take(/\\Q(.*?)(?:\\E|$)/sy) ?? [];
    if (quoted !== undefined) return [...quoted].map(escapeCharacter).join('');
    const [, assertion = ''] = this.take(/\\([AzbB])/y) ?? [];
    if (assertion !== '') return ASSERTIONS[assertion] as string;
    if (this.take(/\[/y)) return this.translateClass();
    const named = this.takeNamedClass();
    if (named !== null) return `[${named}]`;
    if (this.source[this.at] === '\\') return escapeCharacter(this.takeCharacter());
    const character = this.takeCharacter();
    if (character === '.') return '[^\\n]';
    // Go repeats an assertion, too.
    if (/[$^]/.test(character)) return `(?:${character})`;
    return /[()*?|]/.test(character) ? character : escapeCharacter(character);
  }

  /** The rest of a class, behind its `[`. */
  private translateClass(): string {
    let members = this.take(/\^/y) ? '^' : '';
    for (let first = true; first || !this.take(/\]/y); first = false) {
      const named = this.takePosixClass() ?? this.takeNamedClass();
      if (named !== null) {
        members += named;
        continue;
      }
      const low = this.takeCharacter();
      const high = this.take(/-(?=[^\]])/sy) ? this.takeCharacter() : low;
      if ((low.codePointAt(0) ?? 0) > (high.codePointAt(0) ?? 0)) {
        throw new SyntaxError(`the range ${low}-${high} is the wrong way round`);
      }
      members += low === high ? escapeCharacter(low) : [low, high].map(escapeCharacter).join('-');
    }
    return `[${members}]`;
  }

  private takePosixClass(): string | null {
    const [, not, name = ''] = this.take(/\[:(\^?)(.*?):\]/sy) ?? [];
    if (not === undefined) return null;
    const members = Object.hasOwn(POSIX_CLASSES, name) ? POSIX_CLASSES[name] : undefined;
    if (members === undefined) throw new SyntaxError(`there is no class ${name}`);
    return not === '' ? members : complement(members);
  }

  /** `\d`, `\S`, `\pL` or `\p{Greek}`, as members of a class. */
  private takeNamedClass(): string | null {
    const [, perl = ''] = this.take(/\\([dswDSW])/y) ?? [];
    if (perl !== '') {
      const members = PERL_CLASSES[perl.toLowerCase()] as string;
      return perl === perl.toLowerCase() ? members : complement(members);
    }
    const [, sign, one, name = one] = this.take(/\\([pP])(?:([^{])|\{(.*?)\})/suy) ?? [];
    if (sign === undefined || name === undefined) return null;
    return `\\${sign}{${name.length > 2 ? `Script=${name}` : name}}`;
  }

  /** The next character, or what an escape stands for. */
  private takeCharacter(): string {
    const [all, escaped] = this.take(/\\(.?)|./suy) ?? [];
    if (all === undefined) throw new SyntaxError('a class is not closed');
    if (escaped === undefined) return all;
    if (escaped === '') throw new SyntaxError('a backslash stands at its end');
    if (/[^0-9A-Za-z\x80-\u{10FFFF}]/u.test(escaped)) return escaped;
    if (Object.hasOwn(CONTROLS, escaped)) return CONTROLS[escaped] as string;
    this.at -= escaped.length;
    const [, octal, hex, braced = hex] =
      this.take(/(0[0-7]{0,2}|[1-7][0-7]{1,2})|x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})/y) ?? [];
    const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(braced ?? '', 16);
    if (!(code <= 0x10ffff)) throw new SyntaxError(`there is no escape \\${escaped}`);
    return String.fromCodePoint(code);
  }

  private take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const match = expression.exec(this.source);
    if (match) this.at += match[0].length;
    return match;
  }
}

function escapeCharacter(character: string): string {
  return /^[\w/ ]$/.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** All characters but these, for a place within a class. */
function complement(members: string): string {
  const inside = new RegExp(`[${members}]`, 'u');
  const ranges: string[] = [];
  let start = 0;
  for (let code = 0; code <= 0x80; code++) {
    if (code < 0x80 && !inside.test(String.fromCodePoint(code))) continue;
    if (code === 0x80) ranges.push(`\\u{${start.toString(16)}}-\\u{10FFFF}`);
    else if (start < code)
      ranges.push(`\\u{${start.toString(16)}}-\\u{${(code - 1).toString(16)}}`);
    start = code + 1;
  }
  return ranges.join('');
}
