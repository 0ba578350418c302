import { checkSyntax } from './check-syntax';
import { compileGoExpression } from './go-expression';

/** Says whether a whole path, relative to the context, matches. */
export type PathTest = (path: string) => boolean;

/** What is escaped on the way to a regular expression. `^`, `|`, `{` and `}` are not there either. */
const PLAIN = /[.+()$]/;

/**
 * Compiles one cleaned pattern of an ignore file by the rules of moby/patternmatcher (`New`, `Pattern.compile` and `match`),
 * with what they have of their own: `**` at the start or the end of a pattern that is plain otherwise is compared as text
 * (`**.md` is every name that ends so), a pattern without a wildcard as a whole, and all else is the regular expression that
 * it becomes there, so that `\d` is a digit and a `?` in a class is not itself.
 * @throws SyntaxError for one that is malformed
 */
export function compilePattern(pattern: string): PathTest {
  checkSyntax(pattern);
  let source = '';
  let kind: 'exact' | 'prefix' | 'suffix' | 'expression' = 'exact';
  const chars = [...pattern];
  for (let at = 0; at < chars.length; at++) {
    const start = at;
    const char = chars[at] as string;
    if (char === '*' && chars[at + 1] === '*') {
      at++;
      if (chars[at + 1] === '/') at++;
      if (at + 1 < chars.length) {
        source += '(.*/)?';
        kind = 'expression';
      } else if (kind === 'exact') {
        kind = 'prefix';
      } else {
        source += '.*';
        kind = 'expression';
      }
      if (start === 0) kind = 'suffix';
    } else if (char === '*' || char === '?') {
      source += char === '*' ? '[^/]*' : '[^/]';
      kind = 'expression';
    } else if (char === '\\') {
      source += `\\${chars[++at] ?? ''}`;
      if (at < chars.length) kind = 'expression';
    } else if (char === '[' || char === ']') {
      source += char;
      kind = 'expression';
    } else {
      source += PLAIN.test(char) ? `\\${char}` : char;
    }
  }
  switch (kind) {
    case 'exact':
      return (path) => path === pattern;
    case 'prefix':
      return (path) => path.startsWith(pattern.slice(0, -'**'.length));
    case 'suffix': {
      const suffix = pattern.slice('**'.length);
      return (path) => path.endsWith(suffix) || `/${path}` === suffix;
    }
    case 'expression': {
      const expression = compileGoExpression(`^${source}$`);
      return (path) => expression.test(path);
    }
  }
}
