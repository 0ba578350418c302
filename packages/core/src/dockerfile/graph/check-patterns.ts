import { compileWildcard, hasWildcard } from '../../ignore/compile-wildcard';
import { compileRules, PatternError } from '../../ignore/ignore-rules';
import { parseExclude } from '../../ignore/parse-ignore-file';
import { errorAt, type Position } from '../errors';
import type { Read } from '../stage-graph-model';
import { splitPivot } from './paths';

/**
 * Checks the patterns of a COPY or ADD.
 * @throws StageBuildError PATTERN_INVALID for one that is malformed: BuildKit refuses to build with it
 */
export function checkPatterns(
  { paths, exclude, parents }: Pick<Read, 'paths' | 'exclude' | 'parents'>,
  position: Position,
): void {
  const check = (pattern: string, compile: () => unknown): void => {
    try {
      compile();
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof PatternError)) throw error;
      throw errorAt(position, `the pattern \`${pattern}\` is malformed: ${error.message}`, {
        code: 'PATTERN_INVALID',
        hint: 'Correct it. A backslash takes the character behind it as it is: `\\[`.',
      });
    }
  };
  for (const path of paths) {
    const { from, pattern } = parents ? splitPivot(path) : { from: path, pattern: null };
    if (hasWildcard(from) || endsInEscape(from)) check(path, () => compileWildcard(from));
    if (pattern !== null) check(path, () => compileRules([parseExclude(pattern)]));
  }
  for (const pattern of exclude) check(pattern, () => compileRules([parseExclude(pattern)]));
}

/** Without a wildcard a path is taken as written, but BuildKit asks the client for it as for a pattern. */
function endsInEscape(path: string): boolean {
  return path.endsWith('\\') && /^(?:[^\\]|\\.)*\\$/s.test(path);
}
