/**
 * Turns one pattern of an ignore file into a regular expression over whole paths, by the rules of
 * moby/patternmatcher: `*` and `?` stop at a slash, `**` does not, `[…]` is a class, `\` escapes.
 */
export function compilePattern(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string;
    if (char === '*' && pattern[at + 1] === '*') {
      at++;
      if (pattern[at + 1] === '/') at++;
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (char === '*') {
      source += '[^/]*';
    } else if (char === '?') {
      source += '[^/]';
    } else if (char === '[') {
      const end = classEnd(pattern, at);
      if (end < 0) return NOTHING;
      source += compileClass(pattern.slice(at + 1, end));
      at = end;
    } else if (char === '\\') {
      at++;
      source += escape(pattern[at] ?? '\\');
    } else {
      source += escape(char);
    }
  }
  return new RegExp(`^${source}$`, 's');
}

const NOTHING = /(?!)/;

function escape(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

/** Index of the `]` that ends the class opened at `start`; -1 when there is none. */
function classEnd(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === ']' && at > start + 1) return at;
  }
  return -1;
}

function compileClass(body: string): string {
  const negated = body.startsWith('^');
  const members = (negated ? body.slice(1) : body).replace(/\\(.)|[[\]^&~]/gs, (match, escaped) =>
    escaped === undefined ? `\\${match}` : `\\${escaped}`,
  );
  try {
    new RegExp(`[${members}]`);
  } catch {
    return '(?!)';
  }
  return negated ? `[^${members}]` : `[${members}]`;
}
