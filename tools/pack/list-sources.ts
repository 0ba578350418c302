import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = /(^|\/)(dist|node_modules|testing|fixtures)\/|\.spec\.ts$/;

/** Paths, relative to a package, of all files that decide what its tarball holds, sorted. */
export function listSources(packageRoot: string): string[] {
  return readdirSync(packageRoot, { recursive: true, encoding: 'utf8' })
    .filter((path) => !LEFT_OUT.test(path) && statSync(join(packageRoot, path)).isFile())
    .sort();
}
