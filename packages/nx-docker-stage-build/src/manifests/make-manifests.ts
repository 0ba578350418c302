import { posix } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';
import { listCopied } from './list-copied';
import { listWanted } from './list-wanted';
import {
  MissingEntry,
  type Lockfile,
  type PackageJson,
  type PackageManager,
  type PrunedLockfile,
  type Wanted,
} from './model';
import { findLockfile, readLockfile } from './package-manager';
import { prunePnpmWorkspace } from './pnpm-workspace';
import { pruneRoot } from './prune-root';

/** A tree as manifests are made from it. Paths count from the workspace root. */
export interface ManifestTree {
  /** Text of a package.json, a lockfile or settings; `null` for what is not there. */
  readonly textOf: (path: string) => string | null;
  /** Files at a path or below it that git tracks. */
  readonly tracked: (path: string) => readonly string[];
}

/** What manifests are made for. Folders count from the workspace root; `''` is the root. */
export interface ManifestScope {
  /** Folders of a project and of all that it depends on. */
  readonly folders: readonly string[];
  /** npm packages that they use, by name. */
  readonly uses: ReadonlySet<string>;
  /** Folders of all projects. */
  readonly all: readonly string[];
  /** Whether what only development needs is in. */
  readonly dev: boolean;
}

/** Everything that an installation for one project reads, each file at its own path. */
export interface Manifests {
  readonly manager: PackageManager;
  /** Path of the lockfile. */
  readonly lockfile: string;
  /** Files made here: path → content. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files taken as they are: settings of the package manager, patches, packages in the workspace that are no project. */
  readonly copied: readonly string[];
  /** How many packages are installed, of how many that the workspace's lockfile has. */
  readonly packages: number;
  readonly of: number;
}

/** What compilers put into their output without anybody importing it. */
const HELPERS = ['tslib', '@swc/helpers'];

/**
 * Makes what an installation needs for one project: the root's package.json and lockfile without what only others need, and the
 * package.json of every workspace package in scope. Same inputs, same bytes.
 * @throws StageBuildError LOCKFILE_MISSING, LOCKFILE_UNSUPPORTED or LOCKFILE_STALE
 */
export function makeManifests(tree: ManifestTree, scope: ManifestScope): Manifests {
  const root = readManifest(tree, '');
  if (root === null) {
    throw new StageBuildError('LOCKFILE_MISSING', 'The workspace has no package.json.', {
      hint: 'The context `manifests` is for workspaces of a JavaScript package manager.',
    });
  }
  const found = findLockfile(tree.textOf, root.packageManager);
  const lockfile = readLockfile(found);
  const { pruned, dependencies } = prune(lockfile, { tree, scope, root, ...found });
  const { folders } = pruned;
  const { dev } = scope;
  const own = pruneRoot(root, { dependencies, folders, dev });
  const texts = new Map([
    ['package.json', write(own)],
    [found.path, pruned.text],
  ]);
  const manifests = folders.flatMap((folder) => {
    const manifest = readManifest(tree, folder);
    if (manifest === null) return [];
    const path = posix.join(folder, 'package.json');
    const { devDependencies, ...rest } = manifest;
    const isWhole = dev || devDependencies === undefined;
    texts.set(path, isWhole ? (tree.textOf(path) as string) : write(rest));
    return [{ folder, manifest: dev ? manifest : rest }];
  });
  const all = [{ folder: '', manifest: own }, ...manifests];
  const settings = found.manager === 'pnpm' ? tree.textOf('pnpm-workspace.yaml') : null;
  const workspace =
    settings === null
      ? null
      : prunePnpmWorkspace(settings, { folders, manifests: all.map(({ manifest }) => manifest) });
  if (workspace) texts.set('pnpm-workspace.yaml', workspace.text);
  const copied = listCopied(tree, {
    manager: found.manager,
    manifests: all,
    patches: workspace?.patches ?? [],
  });
  return {
    manager: found.manager,
    lockfile: found.path,
    texts: new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1))),
    copied: copied.filter((path) => !texts.has(path)),
    packages: pruned.packages,
    of: lockfile.packages,
  };
}

interface PruneOptions {
  readonly tree: ManifestTree;
  readonly scope: ManifestScope;
  readonly root: PackageJson;
  readonly manager: PackageManager;
  readonly path: string;
}

/**
 * Prunes the lockfile. The root's dependencies stay that the projects use, and those that these have as peers, which no import tells. Yarn 1
 * does not write peers into its lockfile, so all stay.
 */
function prune(
  lockfile: Lockfile,
  { tree, scope, root, manager, path }: PruneOptions,
): { pruned: PrunedLockfile; dependencies: ReadonlySet<string> } {
  const own = Object.keys(root.dependencies ?? {});
  const keepsAll = manager === 'yarn' || scope.folders.includes('');
  const dependencies = new Set(
    own.filter((name) => keepsAll || scope.uses.has(name) || HELPERS.includes(name)),
  );
  const wanted = new Map<string, readonly Wanted[] | null>();
  const wantedOf = (folder: string): readonly Wanted[] | null => {
    if (folder === '') return listKept(root, { dev: scope.dev, dependencies });
    let known = wanted.get(folder);
    if (known === undefined) {
      const manifest = readManifest(tree, folder);
      known = manifest && listKept(manifest, { dev: scope.dev });
      wanted.set(folder, known);
    }
    return known;
  };
  const request = {
    folders: scope.folders.filter((folder) => folder !== ''),
    wantedOf,
    folderOf: (name: string) =>
      scope.all.find((folder) => folder !== '' && readManifest(tree, folder)?.name === name),
    resolutions: root.resolutions ?? {},
  };
  try {
    for (;;) {
      const pruned = lockfile.prune(request);
      const brought = own.filter((name) => !dependencies.has(name) && pruned.peers.has(name));
      if (brought.length === 0) return { pruned, dependencies };
      for (const name of brought) dependencies.add(name);
    }
  } catch (error) {
    if (!(error instanceof MissingEntry)) throw error;
    const { folder, wanted: missing } = error;
    throw new StageBuildError(
      'LOCKFILE_STALE',
      `${posix.join(folder, 'package.json')} asks for ${missing.name}@${missing.spec}, which ${path} does not have.`,
      { hint: 'Install once and commit the lockfile together with package.json.' },
    );
  }
}

function listKept(
  manifest: PackageJson,
  { dev, dependencies }: { readonly dev: boolean; readonly dependencies?: ReadonlySet<string> },
): Wanted[] {
  return listWanted(manifest).filter(({ name, kind }) => {
    if (kind === 'dev') return dev;
    return kind !== 'prod' || dependencies === undefined || dependencies.has(name);
  });
}

function readManifest(tree: ManifestTree, folder: string): PackageJson | null {
  const path = posix.join(folder, 'package.json');
  const text = tree.textOf(path);
  if (text === null) return null;
  try {
    return JSON.parse(text) as PackageJson;
  } catch (cause) {
    throw new StageBuildError('LOCKFILE_STALE', `${path} is not JSON.`, {
      hint: 'Correct the file.',
      cause,
    });
  }
}

function write(manifest: PackageJson): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
