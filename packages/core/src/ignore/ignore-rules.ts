import { compilePattern } from './compile-pattern';
import { parseIgnoreFile, type IgnorePattern } from './parse-ignore-file';

/** Decides which paths of a context are left out. */
export interface IgnoreRules {
  /** Whether a path, relative to the context's root, is left out. */
  ignores(path: string): boolean;
  /** Whether a whole folder can be passed over: it is left out, and no `!` line can bring back anything below it. */
  prunes(folder: string): boolean;
}

/** Lets everything in. */
export const NO_RULES: IgnoreRules = { ignores: () => false, prunes: () => false };

/** What one path's parents matched, pattern by pattern. */
interface Verdict {
  readonly ignored: boolean;
  readonly matched: readonly boolean[];
}

/** Compiles the text of an ignore file. */
export function compileIgnoreRules(text: string): IgnoreRules {
  return compileRules(parseIgnoreFile(text));
}

/**
 * Compiles patterns. The last pattern that matches a path or one of its parents decides,
 * as in moby/patternmatcher's `MatchesUsingParentResults`, which BuildKit walks a context with.
 */
export function compileRules(lines: readonly IgnorePattern[]): IgnoreRules {
  const patterns = lines.map(({ pattern, negated }) => ({
    matches: compilePattern(pattern),
    segments: pattern.split('/'),
    negated,
  }));
  if (patterns.length === 0) return NO_RULES;
  const exceptions = patterns.filter(({ negated }) => negated);
  const none: Verdict = { ignored: false, matched: patterns.map(() => false) };
  const folders = new Map<string, Verdict>([['', none]]);

  const judge = (path: string, parent: Verdict): Verdict => {
    let ignored = false;
    const matched = patterns.map(({ matches, negated }, at) => {
      // A pattern that could not change the verdict is not asked, unless a parent matched it.
      const isMatch = parent.matched[at] || (negated === ignored && matches(path));
      if (isMatch) ignored = !negated;
      return isMatch;
    });
    return { ignored, matched };
  };
  const judgeFolder = (folder: string): Verdict => {
    const known = folders.get(folder);
    if (known) return known;
    const verdict = judge(folder, judgeFolder(parentOf(folder)));
    folders.set(folder, verdict);
    return verdict;
  };

  return {
    ignores: (path) => judge(path, judgeFolder(parentOf(path))).ignored,
    prunes: (folder) =>
      judgeFolder(folder).ignored &&
      !exceptions.some(({ segments }) => reachesBelow(segments, folder.split('/'))),
  };
}

/** Whether a pattern may match something below a folder. Both are split at slashes. */
export function reachesBelow(pattern: readonly string[], folder: readonly string[]): boolean {
  for (const [at, name] of folder.entries()) {
    const segment = pattern[at];
    if (segment === undefined) return false;
    if (segment.includes('**')) return true;
    if (!compilePattern(segment)(name)) return false;
  }
  return pattern.length > folder.length;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
