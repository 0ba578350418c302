/** Whether a COPY source is a wildcard, by the characters that Go's `filepath.Match` gives a meaning. */
export function hasWildcard(path: string): boolean {
  return /[*?[\\]/.test(path);
}

/** Compiles a wildcard of COPY and ADD: Go's `filepath.Match`, where `*` and `?` stop at a slash and `**` means `*`. */
export function compileWildcard(wildcard: string): RegExp {
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
    return new RegExp(`^${source}$`, 's');
  } catch {
    return /(?!)/;
  }
}
