import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../engine/system/lock';
import { run } from '../engine/system/run';
import { hashSources } from './hash-sources';
import { removeStaleOutput } from './remove-stale-output';

const root = join(__dirname, '../..');

/** The packages that are published, each before those that depend on it. */
export const PACKAGES = ['core', 'engines', 'registries', 'nx-docker-stage-build'] as const;

/**
 * Builds the packages and packs them as npm would publish them, unless that was done for these very
 * sources already.
 *
 * @param dest a folder; the tarballs get a folder in it that is named for their sources
 * @returns absolute paths of the tarballs, named `<package>-<version>.tgz`
 * @throws CommandError with what the compiler or npm said
 */
export function packPackages(dest: string): Promise<string[]> {
  return withLock('pack', async () => {
    const packageRoots = PACKAGES.map((name) => join(root, 'packages', name));
    const folder = join(dest, hashSources(root, packageRoots));
    if (!existsSync(folder)) await buildAndPack(packageRoots, folder);
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  });
}

async function buildAndPack(packageRoots: readonly string[], folder: string): Promise<void> {
  packageRoots.forEach(removeStaleOutput);
  const configs = packageRoots.map((packageRoot) => join(packageRoot, 'tsconfig.lib.json'));
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', ...configs], {
    cwd: root,
  });
  // The folder appears at once with all its tarballs, or not at all.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await run('npm', ['pack', '--silent', `--pack-destination=${unfinished}`, ...packageRoots], {
    cwd: root,
  });
  renameSync(unfinished, folder);
}
