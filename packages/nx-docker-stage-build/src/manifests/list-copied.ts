import { posix } from 'node:path';
import { listWanted } from './list-wanted';
import type { ManifestTree } from './make-manifests';
import type { PackageJson, PackageManager } from './model';

/** What each package manager reads from the root besides package.json and lockfile: settings, itself, patches. */
const SETTINGS: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['.npmrc', 'patches'],
  pnpm: ['.npmrc', '.pnpmfile.cjs', '.pnpmfile.mjs', 'patches'],
  yarn: ['.npmrc', '.yarnrc', '.yarn/releases', 'patches'],
  berry: ['.yarnrc.yml', '.yarn/releases', '.yarn/plugins', '.yarn/patches', 'patches'],
  bun: ['.npmrc', 'bunfig.toml', 'patches'],
};

/** Files and folders in the root that an installation may read as they are. */
export const INSTALL_SETTINGS: readonly string[] = [...new Set(Object.values(SETTINGS).flat())];

export interface CopiedOptions {
  readonly manager: PackageManager;
  readonly manifests: readonly { readonly folder: string; readonly manifest: PackageJson }[];
  /** Patch files that settings name. */
  readonly patches: readonly string[];
}

/**
 * Files that an installation reads as they are, sorted. Only what git tracks: an .npmrc that it does not is somebody's own, and may
 * hold a token.
 */
export function listCopied(
  tree: ManifestTree,
  { manager, manifests, patches }: CopiedOptions,
): string[] {
  const paths = [
    ...SETTINGS[manager],
    ...patches,
    ...manifests.flatMap(({ folder, manifest }) => listLocal(folder, manifest)),
  ];
  return [...new Set(paths.flatMap(tree.tracked))].sort();
}

/** Dependencies that are files or folders of the workspace, and patches that package.json names. */
function listLocal(folder: string, manifest: PackageJson): string[] {
  const { pnpm, patchedDependencies } = manifest as {
    readonly pnpm?: { readonly patchedDependencies?: Readonly<Record<string, string>> };
    readonly patchedDependencies?: Readonly<Record<string, string>>;
  };
  const local = listWanted(manifest).flatMap(({ spec }) => {
    const [, path] = /^(?:file|link|portal):(?:\/\/)?(.+)$/.exec(spec) ?? [];
    return path === undefined ? [] : [path];
  });
  return [
    ...local,
    ...Object.values(pnpm?.patchedDependencies ?? {}),
    ...Object.values(patchedDependencies ?? {}),
  ]
    .map((path) => posix.join(folder, path).replace(/\/$/, ''))
    .filter((path) => path !== '.' && !path.startsWith('../') && !posix.isAbsolute(path));
}
