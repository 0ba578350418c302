import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { paths } from '@docker-stage-build/tools/engine/paths';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { packPackages } from '@docker-stage-build/tools/pack/pack-packages';
import type { Lab } from './open-lab';

/** Asks for the plugin in package.json, as after `nx add`, so that Nx finds it inside of an image too. */
export async function addPlugin({ workspace: { root, write } }: Lab): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  mkdirSync(join(root, 'vendor'));
  for (const tarball of await packPackages(join(paths.cache, 'workspaces/tarballs'))) {
    const name = basename(tarball).replace(/-\d.*$/, '');
    const scoped = name.replace(/^docker-stage-build-/, '@docker-stage-build/');
    copyFileSync(tarball, join(root, 'vendor', basename(tarball)));
    manifest.devDependencies[scoped] = `file:vendor/${basename(tarball)}`;
  }
  write('package.json', JSON.stringify(manifest, null, 2));
}

/** Brings package-lock.json up to date with all package.json files. */
export async function lockPackages({ workspace: { root } }: Lab): Promise<void> {
  const lock = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit'];
  await run('npm', lock, { cwd: root });
}
