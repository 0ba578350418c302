import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { paths } from '../../engine/paths';
import { madeOnce } from '../../engine/packages/toolbox';
import { run } from '../../engine/system/run';
import { packPackages } from '../../pack/pack-packages';
import { makeEnvironment } from '../../workspace/environment';
import { PEER } from './tools';
import { PNPM } from './workloads/pnpm';
import { toJson } from './workloads/node-sources';

/** What a repository that uses either tool has on the machine that runs Nx; images install their own. */
const DEPENDENCIES = {
  nx: '23.2.1',
  '@nx/js': '23.2.1',
  [PEER.package]: PEER.version,
  dotenv: '17.2.3',
  tslib: '2.8.1',
  pnpm: PNPM,
};

/**
 * Installs Nx, the peer, and the plugin as packed from these sources, once for each version of all of them.
 *
 * @returns a `node_modules` to be linked into workspaces
 */
export async function installModules(): Promise<string> {
  const tarballs = await packPackages(join(paths.cache, 'workspaces/tarballs'));
  // The folder of the tarballs is named for their sources.
  const key = JSON.stringify([DEPENDENCIES, process.version, basename(dirname(tarballs[0] ?? ''))]);
  const folder = join(paths.cache, 'bench', `modules-${hash(key)}`);
  await madeOnce(folder, async (unfinished) => {
    const manifest = { name: 'modules', private: true, dependencies: DEPENDENCIES };
    writeFileSync(join(unfinished, 'package.json'), toJson(manifest));
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', ...quiet, ...tarballs], {
      cwd: unfinished,
      env: makeEnvironment(process.env),
    });
  });
  return join(folder, 'node_modules');
}

/** A short name that follows from a text. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
