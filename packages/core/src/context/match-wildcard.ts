import type { PathTest } from '../ignore/compile-pattern';

/** Whether a COPY source is a wildcard: one without is taken as written, backslashes included (fsutil, containsWildcards). */
export function hasWildcard(path: string): boolean {
  return /^(?:[^\\*?[]|\\.)*[*?[]/s.test(path);
}

/** Compiles a wildcard of COPY and ADD: Go's `filepath.Match`, where `*` and `?` stop at a slash and `**` means `*`. */
export function compileWildcard(wildcard: string): PathTest {
  const source = wildcard.replace(
    /\\(.)|\*+|\?|\[(\^?)((?:\\.|[^\]])+)\]|[$()+.|{}^\]]/gs,
    (match, escaped, not, members) => {
      if (escaped !== undefined) return `\\${escaped}`.replace(/\\(\w)/, '$1');
      if (match.startsWith('*')) return '[^/]*';
      if (match === '?') return '[^/]';
      if (members !== undefined) return `[${not}${members.replace(/[[&~^]/g, '\\$&')}]`;
      return `\\${match}`;
    },
  );
  try {
    const expression = new RegExp(`^${source}$`, 's');
    return (path) => expression.test(path);
  } catch {
    return () => false;
  }
}
