import { StageBuildError } from '../errors';
import { compilePattern, type PathTest } from './compile-pattern';
import { parseIgnoreFile, type IgnorePattern } from './parse-ignore-file';

/** Decides which paths of a context are left out. */
export interface IgnoreRules {
  /** Whether a path, relative to the context's root, is left out. */
  ignores(path: string): boolean;
  /** Whether a whole folder can be passed over: it is left out, and no `!` line can bring back anything below it. */
  prunes(folder: string): boolean;
  /** The pattern that has the last word on a path; `null` when none matches it. */
  decidedBy(path: string): IgnorePattern | null;
}

/** Lets everything in. */
export const NO_RULES: IgnoreRules = {
  ignores: () => false,
  prunes: () => false,
  decidedBy: () => null,
};

/** What one path's parents matched, pattern by pattern. */
interface Verdict {
  readonly ignored: boolean;
  readonly matched: readonly boolean[];
}

/** A pattern that BuildKit refuses to build with. */
export class PatternError extends Error {
  constructor(
    readonly pattern: IgnorePattern,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Compiles the text of an ignore file. `path` is where it was read from, for messages.
 * @throws StageBuildError PATTERN_INVALID, with the line
 */
export function compileIgnoreRules(text: string, path = '.dockerignore'): IgnoreRules {
  return compileLines(parseIgnoreFile(text), ({ line }) => `${path}:${line}`);
}

/**
 * Compiles patterns whose place can be told.
 * @throws StageBuildError PATTERN_INVALID, with the place
 */
export function compileLines(
  lines: readonly IgnorePattern[],
  placeOf: (line: IgnorePattern) => string,
): IgnoreRules {
  try {
    return compileRules(lines);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const what = `the pattern \`${error.pattern.text}\` is malformed: ${error.message}`;
    throw new StageBuildError('PATTERN_INVALID', `${placeOf(error.pattern)}: ${what}.`, {
      hint: 'Correct the line or take it out. A backslash takes the character behind it as it is: `\\[`.',
    });
  }
}

/**
 * Compiles patterns. The last pattern that matches a path or one of its parents decides,
 * as in moby/patternmatcher's `MatchesUsingParentResults`, which BuildKit walks a context with.
 * @throws PatternError for the first that is malformed
 */
export function compileRules(lines: readonly IgnorePattern[]): IgnoreRules {
  const patterns = lines.map((line) => ({
    matches: compileLine(line),
    segments: line.pattern.split('/'),
    negated: line.negated,
  }));
  if (patterns.length === 0) return NO_RULES;
  const exceptions = patterns.filter(({ negated }) => negated);
  const none: Verdict = { ignored: false, matched: patterns.map(() => false) };
  const folders = new Map<string, Verdict>([['', none]]);
  // Images that share an ignore file ask about the same files.
  const files = new Map<string, boolean>();

  const judge = (path: string, parent: Verdict): Verdict => {
    let ignored = false;
    const matched: boolean[] = [];
    patterns.forEach(({ matches, negated }, at) => {
      // A pattern that could not change the verdict is not asked, unless a parent matched it.
      const isMatch = parent.matched[at] || (negated === ignored && matches(path));
      if (isMatch) ignored = !negated;
      matched.push(isMatch);
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

  const judgePath = (path: string): Verdict => judge(path, judgeFolder(parentOf(path)));

  /** The verdict alone, for the many paths that nothing lies below. */
  const isIgnored = (path: string): boolean => {
    const { matched } = judgeFolder(parentOf(path));
    return patterns.reduce(
      (ignored, { matches, negated }, at) =>
        matched[at] || (negated === ignored && matches(path)) ? !negated : ignored,
      false,
    );
  };

  return {
    ignores: (path) => {
      let ignored = files.get(path);
      if (ignored === undefined) {
        files.set(path, (ignored = isIgnored(path)));
      }
      return ignored;
    },
    decidedBy: (path) => lines[judgePath(path).matched.lastIndexOf(true)] ?? null,
    prunes: (folder) =>
      judgeFolder(folder).ignored &&
      !exceptions.some(({ segments }) => reachesBelow(segments, folder.split('/'))),
  };
}

function compileLine(line: IgnorePattern): PathTest {
  if (line.negated && line.pattern === '') throw new PatternError(line, 'it only has a `!`');
  try {
    return compilePattern(line.pattern);
  } catch (error) {
    if (error instanceof SyntaxError) throw new PatternError(line, error.message);
    throw error;
  }
}

/** Whether a pattern may match something below a folder. Both are split at slashes. */
export function reachesBelow(pattern: readonly string[], folder: readonly string[]): boolean {
  for (const [at, name] of folder.entries()) {
    const segment = pattern[at];
    if (segment === undefined) return false;
    // What is more than a plain name with wildcards may reach across slashes.
    if (/\*\*|[[\]\\|{^]/.test(segment)) return true;
    if (!compilePattern(segment)(name)) return false;
  }
  return pattern.length > folder.length;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
