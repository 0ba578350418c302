const CONTROL = /[\x00-\x1f\x7f]/g;

/**
 * Writes a path as the pattern of an ignore file that matches nothing else, by the rules of moby/patternmatcher: what means
 * something there, or in the regular expression that it makes, is escaped; `!` and `#` at the start too. White space at an end
 * would be trimmed, so it stands in a class; control characters, which end lines and which the header that BuildKit sends patterns in
 * does not take, are written as the expression has them.
 */
export function escapePath(path: string): string {
  return path
    .replace(/[*?[\]\\^|{}]|^[!#]/g, '\\$&')
    .replace(CONTROL, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replace(/^\s|\s$/g, '[$&]');
}
