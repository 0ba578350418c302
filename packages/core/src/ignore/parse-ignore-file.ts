import { posix } from 'node:path';

/** One line of an ignore file, or one `--exclude`. */
export interface IgnorePattern {
  /** Cleaned, relative to the context's root, without the `!`. */
  readonly pattern: string;
  /** A `!` line: what it matches is let in again. */
  readonly negated: boolean;
  /** As written, without white space around it. */
  readonly text: string;
  /** Line of the ignore file, from 1. */
  readonly line: number;
}

/**
 * Reads a `.dockerignore` as BuildKit does (moby/patternmatcher, ignorefile.ReadAll): a byte order mark is
 * dropped, `#` counts only in the first column, white space around a pattern does not, paths are cleaned
 * and made relative.
 */
export function parseIgnoreFile(text: string): IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('#')) continue;
    const trimmed = line.trim();
    const negated = trimmed.startsWith('!');
    const pattern = cleanPattern(negated ? trimmed.slice(1).trim() : trimmed);
    if (trimmed !== '') patterns.push({ pattern, negated, text: trimmed, line: at + 1 });
  }
  return patterns;
}

/**
 * Reads a pattern of `--exclude`, which goes to moby/patternmatcher as it is: `#` is a name there, and one with a leading
 * slash matches nothing.
 */
export function parseExclude(text: string): IgnorePattern {
  const pattern = cleanPath(text.trim());
  const negated = pattern.startsWith('!');
  return { pattern: negated ? pattern.slice(1) : pattern, negated, text, line: 1 };
}

/** The folder or file that all which a pattern matches lies in; `''` where it can be anywhere. */
export function literalStart({ pattern }: Pick<IgnorePattern, 'pattern'>): string {
  const segments = pattern.split('/');
  const at = segments.findIndex((segment) => /[*?[\]\\^|{}]/.test(segment));
  if (pattern === '.') return '';
  return at < 0 ? pattern : segments.slice(0, at).join('/');
}

/** A cleaned path without the leading slash. */
function cleanPattern(raw: string): string {
  const cleaned = cleanPath(raw);
  return cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
}

/** Go's `filepath.Clean` for a slash-separated path; an empty one stays empty. */
function cleanPath(raw: string): string {
  return raw === '' ? '' : posix.normalize(raw).replace(/(?<=.)\/+$/, '');
}
