import { StageBuildError } from '@docker-stage-build/core';
import { findLockfile, type FoundLockfile } from '../../manifests/package-manager';
import type { PackageFacts } from './model';

/** What is used of a manager whose version package.json does not name. */
const VERSIONS = { npm: '', pnpm: '10', yarn: '1', berry: '4', bun: '1' } as const;

/**
 * How a workspace's packages are installed, by its lockfile and package.json's `packageManager`.
 *
 * @param read text of a file in the root; `null` where there is none
 * @throws StageBuildError LOCKFILE_MISSING
 */
export function readPackageFacts(read: (path: string) => string | null): PackageFacts {
  const { packageManager } = JSON.parse(read('package.json') ?? '{}') as {
    packageManager?: string;
  };
  const { manager, path } = findLock(read, packageManager);
  const named = /^\w+@([^+]+)/.exec(packageManager ?? '')?.[1];
  const version = named ?? VERSIONS[manager];
  return {
    manager: manager === 'berry' ? 'yarn' : manager,
    version,
    pinned: named !== undefined,
    lockfile: path,
    ...commandsOf(manager, version),
  };
}

function findLock(read: (path: string) => string | null, named?: string): FoundLockfile {
  try {
    return findLockfile(read, named);
  } catch (cause) {
    if (!(cause instanceof StageBuildError) || cause.code !== 'LOCKFILE_MISSING') throw cause;
    throw new StageBuildError(
      'LOCKFILE_MISSING',
      'The workspace has no lockfile, so no pipeline could install what you have.',
      { hint: 'Install once and commit the lockfile, then run the generator again.', cause },
    );
  }
}

type Commands = Pick<PackageFacts, 'setup' | 'install' | 'nx' | 'cacheVariable'>;

function commandsOf(manager: FoundLockfile['manager'], version: string): Commands {
  const major = Number.parseInt(version, 10);
  const commands: Readonly<Record<FoundLockfile['manager'], Commands>> = {
    npm: { setup: [], install: 'npm ci', nx: 'npx nx', cacheVariable: 'npm_config_cache' },
    pnpm: {
      setup: [`npm install --global pnpm@${version}`],
      install: 'pnpm install --frozen-lockfile',
      nx: 'pnpm exec nx',
      // pnpm 11 reads settings of npm no more.
      cacheVariable: major >= 11 ? 'pnpm_config_store_dir' : 'npm_config_store_dir',
    },
    yarn: {
      setup: [`npm install --global yarn@${version}`],
      install: 'yarn install --frozen-lockfile',
      // Without the flag, Yarn 1 prints lines of its own among those that are read.
      nx: 'yarn --silent nx',
      cacheVariable: 'YARN_CACHE_FOLDER',
    },
    berry: {
      // The version that the workspace names is brought by Corepack.
      setup: ['npm install --global corepack', 'corepack enable'],
      install: 'yarn install --immutable',
      nx: 'yarn nx',
      // Yarn 4 keeps downloads for all projects, and looks at the other variable no more.
      cacheVariable: major >= 4 ? 'YARN_GLOBAL_FOLDER' : 'YARN_CACHE_FOLDER',
    },
    bun: {
      setup: [`npm install --global bun@${version}`],
      install: 'bun install --frozen-lockfile',
      nx: 'bunx nx',
      cacheVariable: 'BUN_INSTALL_CACHE_DIR',
    },
  };
  return commands[manager];
}
