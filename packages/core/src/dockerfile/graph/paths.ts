import { posix } from 'node:path';

/** A path in a source, as BuildKit cleans it: from the source's root, which `..` does not leave. */
export function cleanPath(path: string): string {
  const clean = posix.join('/', path).replace(/\/$/, '').slice(1);
  return clean === '' ? '.' : clean;
}
