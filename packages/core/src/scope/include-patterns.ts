import { compileLines, reachesBelow } from '../ignore/ignore-rules';
import { literalStart, parseIgnoreFile } from '../ignore/parse-ignore-file';

/** What the patterns of `include` let in. Paths count from the workspace root. */
export interface IncludePatterns {
  readonly includes: (path: string) => boolean;
  /** Whether a folder is let in with all that it holds. */
  readonly covers: (folder: string) => boolean;
  /** Whether something below a folder may be let in. */
  readonly reachBelow: (folder: string) => boolean;
  /** Folders that hold all that is let in. */
  readonly starts: readonly string[];
}

/**
 * Compiles patterns that mean what they mean in an ignore file: a folder stands for all in it, the last match decides.
 * @throws StageBuildError PATTERN_INVALID
 */
export function compileInclude(patterns: readonly string[]): IncludePatterns {
  return patterns.length === 0 ? NOTHING : compile(patterns);
}

const NOTHING = compile([]);

function compile(patterns: readonly string[]): IncludePatterns {
  const lines = patterns.flatMap(parseIgnoreFile);
  const { ignores } = compileLines(lines, () => '`contextScope.include`');
  const split = (wanted: boolean) =>
    lines.filter(({ negated }) => negated === wanted).map(({ pattern }) => pattern.split('/'));
  const [positive, negative] = [split(false), split(true)];
  const reach = (patterns: readonly string[][], folder: string): boolean => {
    const names = folder === '' ? [] : folder.split('/');
    return patterns.some((pattern) => reachesBelow(pattern, names));
  };
  return {
    includes: ignores,
    covers: (folder) => ignores(folder) && !reach(negative, folder),
    reachBelow: (folder) => ignores(folder) || reach(positive, folder),
    starts: lines.filter(({ negated }) => !negated).map(literalStart),
  };
}
