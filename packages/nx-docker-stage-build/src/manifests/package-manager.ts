import { StageBuildError } from '@docker-stage-build/core';
import { readBunLockfile } from './lockfiles/bun-lockfile';
import { readNpmLockfile } from './lockfiles/npm-lockfile';
import { readPnpmLockfile } from './lockfiles/pnpm-lockfile';
import { readYarnBerryLockfile } from './lockfiles/yarn-berry-lockfile';
import { readYarnClassicLockfile } from './lockfiles/yarn-classic-lockfile';
import type { Lockfile, PackageManager } from './model';

/** Lockfiles that are looked for, and what installs by them, in the order in which Nx looks. */
const LOCKFILES = [
  { path: 'bun.lock', tool: 'bun' },
  { path: 'yarn.lock', tool: 'yarn' },
  { path: 'pnpm-lock.yaml', tool: 'pnpm' },
  { path: 'package-lock.json', tool: 'npm' },
] as const;

/** All files in the root that say what is installed. */
export const ROOT_MANIFESTS: readonly string[] = [
  'package.json',
  'pnpm-workspace.yaml',
  ...LOCKFILES.map(({ path }) => path),
];

export interface FoundLockfile {
  readonly manager: PackageManager;
  readonly path: string;
  readonly text: string;
}

/**
 * Finds the lockfile that counts: that of package.json's `packageManager`, else the first that is there.
 * @throws StageBuildError LOCKFILE_MISSING
 */
export function findLockfile(
  textOf: (path: string) => string | null,
  packageManager: string | undefined,
): FoundLockfile {
  const named = LOCKFILES.filter(({ tool }) => packageManager?.startsWith(`${tool}@`));
  for (const { path, tool } of named.length > 0 ? named : LOCKFILES) {
    const text = textOf(path);
    if (text === null) continue;
    // Only Yarn 2 and later say in the lockfile which version wrote it.
    return { manager: tool === 'yarn' && /^__metadata:/m.test(text) ? 'berry' : tool, path, text };
  }
  const paths = (named.length > 0 ? named : LOCKFILES).map(({ path }) => path).join(', ');
  throw new StageBuildError(
    'LOCKFILE_MISSING',
    `The context \`manifests\` is made from a lockfile, and the workspace has none (${paths}).`,
    {
      hint: textOf('bun.lockb')
        ? 'bun.lockb cannot be read. Change to the text form: bun install --save-text-lockfile'
        : 'Install once and commit the lockfile, or define a named context `manifests` of your own in `contexts`.',
    },
  );
}

/** Older forms that cannot be pruned, and what writes them anew. */
const RENEWALS: Readonly<Partial<Record<PackageManager, string>>> = {
  npm: 'It was written by npm 6. Write it anew with npm 7 or newer: npm install --package-lock-only',
  pnpm: 'It was written by pnpm 7 or older. Write it anew with pnpm 8 or newer: pnpm install --lockfile-only',
};

/** The last few lockfiles: every image of a run asks for the same ones. */
const known = new Map<string, Lockfile>();
const KEPT = 8;

/**
 * Reads a lockfile, each text once.
 * @throws StageBuildError LOCKFILE_UNSUPPORTED
 */
export function readLockfile({ manager, path, text }: FoundLockfile): Lockfile {
  const before = known.get(text);
  if (before) return before;
  const lockfile = parse({ manager, path, text });
  known.set(text, lockfile);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return lockfile;
}

function parse({ manager, path, text }: FoundLockfile): Lockfile {
  const readers: Readonly<Record<PackageManager, (text: string) => Lockfile | null>> = {
    npm: readNpmLockfile,
    pnpm: readPnpmLockfile,
    yarn: readYarnClassicLockfile,
    berry: readYarnBerryLockfile,
    bun: readBunLockfile,
  };
  let lockfile: Lockfile | null;
  try {
    lockfile = readers[manager](text);
  } catch (cause) {
    throw new StageBuildError('LOCKFILE_UNSUPPORTED', `${path} cannot be read.`, {
      hint: 'Is it half of a merge? Install once to write it anew.',
      cause,
    });
  }
  if (lockfile) return lockfile;
  throw new StageBuildError('LOCKFILE_UNSUPPORTED', `${path} has a form that cannot be pruned.`, {
    hint: RENEWALS[manager],
  });
}
