/** What Go's `unicode.IsSpace` takes for white space; JavaScript's `\s` differs in U+0085 and U+FEFF. */
const SPACE = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const IS_SPACE = new RegExp(`^[${SPACE}]$`);
const NOT_SPACE = new RegExp(`[^${SPACE}]`);

export function isSpace(char: string): boolean {
  return IS_SPACE.test(char);
}

export function trimStart(text: string): string {
  const start = text.search(NOT_SPACE);
  return start < 0 ? '' : text.slice(start);
}

/** Cuts white space at both ends, in time linear to the text. */
export function trim(text: string): string {
  const start = text.search(NOT_SPACE);
  if (start < 0) return '';
  let end = text.length;
  while (isSpace(text[end - 1] as string)) end--;
  return text.slice(start, end);
}

/** Cuts any of some characters at the end; an expression such as `/ +$/` would take quadratic time. */
export function trimEnd(text: string, chars: string): string {
  let end = text.length;
  while (end > 0 && chars.includes(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

/** Splits as BuildKit's parser splits the words of FROM, COPY and the like: no quotes. */
export function splitWords(text: string): string[] {
  return text === '' ? [] : text.split(/[\t\v\f\r ]+/);
}

/** Splits off the first word. */
export function splitFirstWord(text: string): { first: string; rest: string | null } {
  const at = /[\t\v\f\r ]+/.exec(text);
  return at === null
    ? { first: text, rest: null }
    : { first: text.slice(0, at.index), rest: text.slice(at.index + at[0].length) };
}
