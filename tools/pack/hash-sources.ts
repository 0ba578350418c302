import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSources } from './list-sources';

/** One hash of everything that decides what the packages' tarballs hold. */
export function hashSources(root: string, packageRoots: readonly string[]): string {
  const shared = ['tsconfig.base.json', 'package-lock.json'].map((file) => join(root, file));
  const sources = packageRoots.flatMap((packageRoot) =>
    listSources(packageRoot).map((file) => join(packageRoot, file)),
  );
  const hash = createHash('sha256');
  for (const file of [...shared, ...sources]) {
    const content = readFileSync(file);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}
