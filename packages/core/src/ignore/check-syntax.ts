import { compileWildcard } from './compile-wildcard';

/** Pieces of a pattern for `filepath.Match`: stars, and what lies between them; a star in a class is none. */
const PIECE = /\*+|(?:\\[^]?|\[(?:\\[^]|[^\\\]])*\]?|[^*\\[])+/gu;

/**
 * Checks a pattern as moby/patternmatcher does when it takes one in: it asks Go's `filepath.Match` whether the pattern
 * matches `.`, which looks no further than to the first piece that does not.
 * @throws SyntaxError
 */
export function checkSyntax(pattern: string): void {
  const pieces = (pattern.match(PIECE) ?? []).filter((piece) => !piece.startsWith('*'));
  pieces.every((piece) => compileWildcard(piece)('.'));
}
