import { posix } from 'node:path';
import { listCopied } from '../../../manifests/list-copied';
import type { PackageJson, PackageManager } from '../../../manifests/model';
import { findLockfile } from '../../../manifests/package-manager';
import type { ProjectView } from '../view/model';
import { ownPath, readJson } from '../view/read-own';

/** The part of a package.json that is read here. */
export interface Manifest {
  readonly name?: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly main?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly packageManager?: string;
}

/** The JavaScript side of a workspace. */
export interface Packages {
  readonly manager: PackageManager;
  /** Version of the package manager; `null` where nobody says it. */
  readonly managerVersion: string | null;
  /** Files and folders, besides packages of projects, that an installation reads: package.json, lockfile, settings, `file:` packages. */
  readonly rootFiles: readonly string[];
  /** Folders, below the root, with a package.json of a project. */
  readonly members: readonly string[];
  readonly root: Manifest;
  /** The project's own; `null` where the project has none. */
  readonly own: Manifest | null;
}

/** Settings with a login in them: no image may hold that. One that is taken from the environment is none. */
const LOGIN =
  /^[^#;\n]*(_auth|_authToken|_password|npmAuthToken|npmAuthIdent)['"]?\s*[=:]\s*(?!['"]?\$\{)\S/m;

/**
 * Reads what package manager a workspace has and what it installs; `null` where the workspace has no package.json.
 * @throws StageBuildError LOCKFILE_MISSING
 */
export function readPackages(view: ProjectView): Packages | null {
  const { files, projects, project } = view;
  const root = readJson<Manifest>(view, 'package.json');
  if (root === null) return null;
  const { manager, path } = findLockfile(files.read, root.packageManager);
  const members = projects
    .map((member) => member.root)
    .filter((folder) => folder !== '.' && files.read(posix.join(folder, 'package.json')) !== null);
  const manifests = ['', ...members].flatMap((folder) => {
    const manifest = readJson<PackageJson>(view, posix.join(folder, 'package.json'));
    return manifest === null ? [] : [{ folder, manifest }];
  });
  const isThere = (name: string): boolean => {
    const text = files.read(name);
    return text === null ? files.list(name).length > 0 : !LOGIN.test(text);
  };
  const copied = listCopied(
    { textOf: files.read, tracked: (name) => (isThere(name) ? [name] : []) },
    { manager, manifests, patches: manager === 'pnpm' ? ['pnpm-workspace.yaml'] : [] },
  );
  return {
    manager,
    managerVersion: /@(\d+[^+]*)/.exec(root.packageManager ?? '')?.[1] ?? null,
    rootFiles: ['package.json', path, ...copied.filter((name) => !members.includes(name))],
    members: [...members].sort(),
    root,
    own: project.root === '.' ? root : readJson<Manifest>(view, ownPath(view, 'package.json')),
  };
}

/** Whether the project, or a root without packages of its own, asks for an npm package. */
export function asksFor({ root, own }: Packages, ...names: readonly string[]): boolean {
  const manifest = own?.dependencies || own?.devDependencies ? own : root;
  return names.some((name) => name in { ...manifest.dependencies, ...manifest.devDependencies });
}

const NEWEST_NODE = '24';

/** The base image with the Node.js that the workspace says it is for; else with the newest that is maintained for long. */
export function nodeImage(view: ProjectView, { root, own }: Packages): string {
  const said = [
    view.files.read('.nvmrc'),
    view.files.read('.node-version'),
    own?.engines?.['node'],
    root.engines?.['node'],
    root.devDependencies?.['@types/node'],
  ];
  const versions = said.map((text) => /(\d+(?:\.\d+\.\d+)?)/.exec(text ?? '')?.[1]);
  const [fromFile, ...ranges] = [versions.slice(0, 2).find(Boolean), ...versions.slice(2)];
  // A file names one version, a range only the least one.
  const major = ranges.find(Boolean)?.split('.')[0];
  return `node:${fromFile ?? major ?? NEWEST_NODE}-slim`;
}
