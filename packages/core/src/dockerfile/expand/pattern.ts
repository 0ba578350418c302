/** Patterns of `${V#…}`, `${V%…}` and `${V/…/…}`: `*` and `?`, no brackets (BuildKit's shell/lex.go). */

/** Cuts the shortest (or, when greedy, the longest) match from the start. */
export function trimPrefix(value: string, pattern: string, greedy: boolean): string {
  const expression = new RegExp(`^${toExpression(pattern, greedy)}`, 'u');
  return value.replace(expression, '');
}

/** Cuts the shortest (or, when greedy, the longest) match from the end. */
export function trimSuffix(value: string, pattern: string, greedy: boolean): string {
  // An expression cannot look for the shortest match at the end, so both are turned around.
  return reverse(trimPrefix(reverse(value), reversePattern(pattern), greedy));
}

export function replaceFirst(value: string, pattern: string, replacement: string): string {
  return value.replace(new RegExp(toExpression(pattern, true), 'u'), () => replacement);
}

/** Replaces as Go's `Regexp.ReplaceAllString`: `$0` is the match, any other `$name` is empty. */
export function replaceAll(value: string, pattern: string, replacement: string): string {
  let end = -1;
  return value.replace(new RegExp(toExpression(pattern, true), 'gu'), (match, at: number) => {
    // Go passes over an empty match right behind another one.
    if (match === '' && at === end) return '';
    end = at + match.length;
    return replacement.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar, name, braced) =>
      dollar ? '$' : (name ?? braced) === '0' ? match : '',
    );
  });
}

/** @throws SyntaxError for an escape that has no meaning in a pattern */
function toExpression(pattern: string, greedy: boolean): string {
  const chars = [...pattern];
  let expression = '';
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] as string;
    if (char === '*') expression += greedy ? '[^\\n]*' : '[^\\n]*?';
    else if (char === '?') expression += '[^\\n]';
    else if (char !== '\\') expression += escapeExpression(char);
    else {
      const next = chars[at + 1];
      // In `\}` and `\/` the escape belongs to the substitution around the pattern.
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') {
        throw new SyntaxError(`invalid escape \`\\${next ?? ''}\` in pattern \`${pattern}\``);
      }
      expression += `\\${next}`;
      at++;
    }
  }
  return expression;
}

function escapeExpression(char: string): string {
  return /[[\]{}.+()|^$/]/.test(char) ? `\\${char}` : char;
}

/** Turns a pattern around, but not the escapes in it: `a\*c` is `c\*a`. */
function reversePattern(pattern: string): string {
  return (pattern.match(/\\.|[^]/gsu) ?? []).reverse().join('');
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}
