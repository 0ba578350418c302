import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes what the compiler made from sources that are gone; it never does so itself. */
export function removeStaleOutput(packageRoot: string): void {
  const dist = join(packageRoot, 'dist');
  if (!existsSync(dist)) return;
  for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const source = path.replace(/(\.d\.ts|\.js)$/, '.ts');
    const isOutput = source.endsWith('.ts');
    if (isOutput && !existsSync(join(packageRoot, 'src', source))) rmSync(join(dist, path));
  }
}
