import { listWanted } from '../list-wanted';
import {
  MissingEntry,
  type Lockfile,
  type PackageJson,
  type PrunedLockfile,
  type PruneRequest,
  type Wanted,
} from '../model';

interface BunDocument {
  readonly workspaces: Readonly<Record<string, PackageJson>>;
  /** `name`, or `parent/name` where two versions differ → `[name@version, …, { dependencies }, integrity]`. */
  readonly packages: Readonly<Record<string, readonly unknown[]>>;
  readonly [other: string]: unknown;
}

interface BunPackage extends PackageJson {
  readonly optionalPeers?: readonly string[];
}

/** Reads a bun.lock, which is JSON with commas at the end of lists. */
export function readBunLockfile(text: string): Lockfile {
  const document = JSON.parse(
    text.replace(
      /("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])/g,
      (_, quoted: string | undefined) => quoted ?? '',
    ),
  ) as BunDocument;
  const isPackage = ([, [id]]: [string, readonly unknown[]]) => folderOf(id) === null;
  return {
    packages: Object.entries(document.packages).filter(isPackage).length,
    prune: (request) => pruneBun(document, request),
  };
}

function pruneBun(document: BunDocument, request: PruneRequest): PrunedLockfile {
  const { workspaces, packages } = document;
  const folders = new Set<string>();
  const kept = new Set<string>();
  const peers = new Set<string>();
  const pendingFolders = ['', ...request.folders];
  const keyOfFolder = new Map(
    Object.entries(packages).flatMap(([key, [id]]) => {
      const folder = folderOf(id);
      return folder === null ? [] : [[folder, key] as const];
    }),
  );
  const visit = (wanted: readonly Wanted[], from: string, folder: string | null): void => {
    for (const { name, spec, kind } of wanted) {
      if (kind === 'peer' || kind === 'peerOptional') peers.add(name);
      if (kind === 'peerOptional') continue;
      const key = resolveKey(from, { name, packages });
      if (key === undefined && folder !== null && (kind === 'prod' || kind === 'dev'))
        throw new MissingEntry(folder, { name, spec });
      if (key !== undefined && !kept.has(key)) visitPackage(key);
    }
  };
  const visitPackage = (key: string): void => {
    kept.add(key);
    const [id, ...fields] = packages[key] as readonly unknown[];
    const folder = folderOf(id);
    if (folder !== null) pendingFolders.push(folder);
    else visit(fields.flatMap(listBunWanted), key, null);
  };
  for (let folder = pendingFolders.pop(); folder !== undefined; folder = pendingFolders.pop()) {
    const workspace = workspaces[folder];
    if (folders.has(folder) || !workspace) continue;
    folders.add(folder);
    const key = keyOfFolder.get(folder);
    if (key !== undefined) kept.add(key);
    visit(request.wantedOf(folder) ?? listWanted(workspace), key ?? '', folder);
  }
  return write(document, { folders, kept, peers, request });
}

interface Kept {
  readonly folders: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
  readonly peers: ReadonlySet<string>;
  readonly request: PruneRequest;
}

function write(document: BunDocument, { folders, kept, peers, request }: Kept): PrunedLockfile {
  const workspaces = Object.entries(document.workspaces).flatMap(([folder, workspace]) =>
    folders.has(folder) ? [[folder, keepWanted(workspace, request.wantedOf(folder))]] : [],
  );
  const packages = Object.entries(document.packages).filter(([key]) => kept.has(key));
  const pruned = {
    ...document,
    workspaces: Object.fromEntries(workspaces),
    packages: Object.fromEntries(packages),
  };
  return {
    text: `${JSON.stringify(pruned, null, 2)}\n`,
    folders: [...folders].filter((folder) => folder !== '').sort(),
    peers,
    packages: packages.filter(([, [id]]) => folderOf(id) === null).length,
  };
}

function keepWanted(workspace: PackageJson, wanted: readonly Wanted[] | null): PackageJson {
  if (wanted === null) return workspace;
  const names = new Set(wanted.map(({ name }) => name));
  const keep = (section: PackageJson['dependencies']) => {
    const kept = Object.entries(section ?? {}).filter(([name]) => names.has(name));
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  };
  return {
    ...workspace,
    dependencies: keep(workspace.dependencies),
    devDependencies: keep(workspace.devDependencies),
  };
}

/** `@demo/money@workspace:libs/money` is the workspace in that folder; `null` for a package. */
function folderOf(id: unknown): string | null {
  const [, folder] = /^@?[^@]+@workspace:(.*)$/.exec(String(id)) ?? [];
  return folder ?? null;
}

/** What one of a package's fields says it depends on; which one it is differs for packages from git or an archive. */
function listBunWanted(field: unknown): Wanted[] {
  if (typeof field !== 'object' || field === null) return [];
  const { optionalPeers = [], ...rest } = field as BunPackage;
  const peerDependenciesMeta = Object.fromEntries(
    optionalPeers.map((name) => [name, { optional: true }]),
  );
  return listWanted({ ...rest, devDependencies: {}, peerDependenciesMeta });
}

/** The entry that a dependency leads to, from the innermost `parent/…/name` outwards. */
function resolveKey(
  from: string,
  { name, packages }: { readonly name: string; readonly packages: BunDocument['packages'] },
): string | undefined {
  const names = from.match(/@[^/]+\/[^/]+|[^/]+/g) ?? [];
  for (let depth = names.length; depth >= 0; depth--) {
    const key = [...names.slice(0, depth), name].join('/');
    if (packages[key] !== undefined) return key;
  }
  return undefined;
}
