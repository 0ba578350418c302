import type { PathTest } from './compile-pattern';

/** A character of a class, escaped or not (Go's `path.Match`, getEsc). */
const MEMBER = String.raw`(?:\\.|[^\\\]-])`;
const TERM = new RegExp(
  String.raw`\\(?<escaped>.)|(?<star>\*+)|(?<any>\?)|\[(?<not>\^|(?!\^))(?<members>(?:${MEMBER}(?:-${MEMBER})?)+)\]|(?<plain>[^\\[])`,
  'suy',
);

/** Whether a COPY source is a wildcard: one without is taken as written, backslashes included (fsutil, containsWildcards). */
export function hasWildcard(path: string): boolean {
  return /[*?[]/.test(path) && /^(?:[^\\*?[]|\\.)*[*?[]/s.test(path);
}

/**
 * Compiles a wildcard of COPY and ADD: Go's `path.Match`, where `*` and `?` stop at a slash, a class does not, and `**`
 * means `*`.
 * @throws SyntaxError for one that is malformed
 */
export function compileWildcard(wildcard: string): PathTest {
  const expression = new RegExp(`^${translate(wildcard)}$`, 'su');
  return (path) => expression.test(path);
}

function translate(wildcard: string): string {
  let expression = '';
  for (let at = 0; at < wildcard.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const term = TERM.exec(wildcard)?.groups;
    if (!term) {
      const what = wildcard[at] === '[' ? 'a class is malformed' : 'a backslash stands at its end';
      throw new SyntaxError(what);
    }
    const { escaped, star, any, not = '', members, plain = escaped } = term;
    if (star !== undefined) expression += '[^/]*';
    else if (any !== undefined) expression += '[^/]';
    else if (members !== undefined) expression += translateClass(members, not);
    else if (plain !== undefined) expression += codeOf(plain);
  }
  return expression;
}

/** A range that ends before it begins holds nothing. */
function translateClass(members: string, not: string): string {
  const ranges = [...members.matchAll(new RegExp(`(${MEMBER})(?:-(${MEMBER}))?`, 'gsu'))]
    .map(([, low = '', high = low]) => [low, high].map((end) => end.replace(/^\\(?=.)/su, '')))
    .filter(([low = '', high = '']) => (low.codePointAt(0) ?? 0) <= (high.codePointAt(0) ?? 0))
    .map((ends) => ends.map(codeOf).join('-'));
  return `[${not}${ranges.join('')}]`;
}

function codeOf(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
