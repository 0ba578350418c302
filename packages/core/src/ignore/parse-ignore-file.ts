import { posix } from 'node:path';

/** One line of an ignore file. */
export interface IgnorePattern {
  /** Cleaned, relative to the context's root, without the `!`. */
  readonly pattern: string;
  /** A `!` line: what it matches is let in again. */
  readonly negated: boolean;
}

/**
 * Reads a `.dockerignore` as BuildKit does (moby/patternmatcher, ignorefile.ReadAll): a byte order mark is
 * dropped, `#` counts only in the first column, white space around a pattern does not, paths are cleaned
 * and made relative.
 */
export function parseIgnoreFile(text: string): IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const trimmed = line.trim();
    const negated = trimmed.startsWith('!');
    const pattern = cleanPattern(negated ? trimmed.slice(1).trim() : trimmed);
    if (pattern !== '') patterns.push({ pattern, negated });
  }
  return patterns;
}

/** Go's `filepath.Clean` for a slash-separated path, then without the leading slash. */
function cleanPattern(raw: string): string {
  if (raw === '') return '';
  const cleaned = posix.normalize(raw).replace(/(?<=.)\/+$/, '');
  return cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
}
