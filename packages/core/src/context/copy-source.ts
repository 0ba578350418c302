import { splitPivot } from '../dockerfile/graph/paths';
import type { Read } from '../dockerfile/stage-graph-model';
import type { PathTest } from '../ignore/compile-pattern';
import { hasWildcard } from '../ignore/compile-wildcard';
import { compileRules, reachesBelow, type IgnoreRules } from '../ignore/ignore-rules';
import { literalStart, parseExclude } from '../ignore/parse-ignore-file';

/** One source of COPY, ADD or a bind mount, ready to be looked for. Its patterns count from `from`. */
export interface CopySource {
  /** File, folder or, where it is required, wildcard. */
  readonly from: string;
  readonly required: boolean;
  /** What `--parents` takes from there; `null` for all of it. */
  readonly selects: PathTest | null;
  /** Whether it may take something at or below a folder. */
  readonly reaches: PathTest;
  /** Folder or file that all which is taken lies in; `''` for `from` itself. */
  readonly start: string;
  /** The pattern of `--parents` where it is a plain path, which has to match something then. */
  readonly literal: string | null;
  /** What `--exclude` leaves out of that; `null` for nothing. */
  readonly excludes: IgnoreRules | null;
}

/** Reads a source as BuildKit's frontend does (dockerfile2llb/convert_copy.go). */
export function readSource(
  path: string,
  { exclude, parents, required }: Pick<Read, 'exclude' | 'parents' | 'required'>,
): CopySource {
  const excludes = exclude.length === 0 ? null : compileRules(exclude.map(parseExclude));
  if (!parents) {
    const from = normalize(path);
    return { from, required, selects: null, reaches: ALL, start: '', literal: null, excludes };
  }
  const { from, pattern } = splitPivot(path);
  const parsed = parseExclude(pattern);
  const selects = compileRules([parsed]).ignores;
  return {
    from: normalize(from),
    required,
    selects,
    reaches: (folder) =>
      selects(folder) || reachesBelow(parsed.pattern.split('/'), folder.split('/')),
    start: literalStart(parsed),
    literal: hasWildcard(from) || hasWildcard(pattern) ? null : pattern,
    excludes,
  };
}

const ALL: PathTest = () => true;

/** An empty name, or a dot alone. */
const UNCLEAN = /(?:^|\/)\.?(?:\/|$)/;

/** `./a//b/` and `/a/b` are `a/b`; the context itself is the empty path. */
function normalize(source: string): string {
  if (!UNCLEAN.test(source)) return source;
  const segments = source.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.join('/');
}
