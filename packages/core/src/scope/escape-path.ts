/**
 * Writes a path as the pattern of an ignore file that matches nothing else, by the rules of moby/patternmatcher: what means
 * something there, or in the regular expression that it makes, is escaped; `!` and `#` at the start too. White space at an end
 * would be trimmed, so it stands in a class; line ends are the expression's `\n` and `\r`.
 */
export function escapePath(path: string): string {
  return path
    .replace(/[*?[\]\\^|{}]|^[!#]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/^\s|\s$/g, '[$&]');
}
