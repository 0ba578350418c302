import { posix } from 'node:path';

/** An empty name, `.` or `..`, or a slash at an end. */
const UNCLEAN = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** A path in a source, as BuildKit cleans it: from the source's root, which `..` does not leave. */
export function cleanPath(path: string): string {
  if (!UNCLEAN.test(path)) return path;
  const clean = posix.join('/', path);
  return clean.slice(1, clean.endsWith('/') ? -1 : undefined) || '.';
}

/** Parts a source of `--parents` at its first `/./`; without one it counts from the root. */
export function splitPivot(path: string): { readonly from: string; readonly pattern: string } {
  const at = path.indexOf('/./');
  return at < 0
    ? { from: '', pattern: path }
    : { from: path.slice(0, at), pattern: path.slice(at + '/./'.length) };
}

/** A source of `--parents`: what `/./` parts is cleaned on either side (BuildKit, dockerfile2llb/convert_copy.go). */
export function cleanPivot(path: string): string {
  const { from, pattern } = splitPivot(path);
  const below = pattern.startsWith('/') ? posix.normalize(pattern.slice(1)) : cleanPath(pattern);
  const clean = below.replace(/(?<=.)\/+$/, '');
  return cleanPath(from) === '.' ? clean : `${cleanPath(from)}/./${clean}`;
}
