import { listWanted } from '../list-wanted';
import {
  MissingEntry,
  type Lockfile,
  type PackageJson,
  type PrunedLockfile,
  type PruneRequest,
} from '../model';
import { flagPackages, type NpmEdge } from './npm-flags';

/** An entry of `packages`: a package by its place, or a workspace by its folder. */
interface NpmEntry extends PackageJson {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly bundleDependencies?: readonly string[] | boolean;
  readonly [other: string]: unknown;
}

type NpmEntries = Readonly<Record<string, NpmEntry>>;

interface NpmDocument {
  readonly packages?: NpmEntries;
  readonly dependencies?: unknown;
  readonly [other: string]: unknown;
}

/**
 * Reads a package-lock.json. Its `packages` are keyed by place, so a dependency is found as Node finds it: in the
 * nearest `node_modules`, then in those above. `null` for the form of npm 6, which knows no workspaces.
 */
export function readNpmLockfile(text: string): Lockfile | null {
  const document = JSON.parse(text) as NpmDocument;
  const entries = document.packages;
  if (entries === undefined) return null;
  const links = listLinks(entries);
  return {
    packages: Object.keys(entries).filter(isPackage).length - links.size,
    prune: (request) => pruneNpm({ document, entries, links }, request),
  };
}

interface NpmLockfile {
  readonly document: NpmDocument;
  readonly entries: NpmEntries;
  /** Folder → the place that links to it. */
  readonly links: ReadonlyMap<string, string>;
}

function pruneNpm(lockfile: NpmLockfile, request: PruneRequest): PrunedLockfile {
  const { document, entries, links } = lockfile;
  const edges = new Map<string, readonly NpmEdge[]>();
  const peers = new Set<string>();
  const linksOf = (folder: string) => (links.has(folder) ? [links.get(folder) as string] : []);
  const scope = request.folders.filter((folder) => entries[folder] !== undefined);
  const pending = ['', ...scope, ...scope.flatMap(linksOf)];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (edges.has(key)) continue;
    const found = findEdges(key, { ...lockfile, request, peers });
    edges.set(key, found);
    // An optional peer is there only if another wants it.
    for (const { to, kind } of found) if (kind !== 'peerOptional') pending.push(to);
  }
  const folders = [...edges.keys()].filter((key) => key !== '' && !isPackage(key)).sort();
  const flags = flagPackages(edges, [...folders, ...folders.flatMap(linksOf)]);
  const kept = Object.entries(entries).flatMap(([key, entry]): [string, NpmEntry][] => {
    if (!edges.has(key)) return [];
    if (isPackage(key)) return [[key, { ...withoutFlags(entry), ...flags.get(key) }]];
    return [[key, keepWanted(entry, { key, request, folders })]];
  });
  const { dependencies: _, ...rest } = document;
  const pruned = { ...rest, lockfileVersion: 3, packages: Object.fromEntries(kept) };
  return {
    text: `${JSON.stringify(pruned, null, 2)}\n`,
    folders,
    peers,
    packages: kept.filter(([key, { link }]) => isPackage(key) && !link).length,
  };
}

interface EdgeOptions extends NpmLockfile {
  readonly request: PruneRequest;
  /** Takes names of peers. */
  readonly peers: Set<string>;
}

/** Where an entry's dependencies lead. */
function findEdges(key: string, { entries, request, peers }: EdgeOptions): NpmEdge[] {
  const entry = entries[key] as NpmEntry;
  if (entry.link && entry.resolved !== undefined) return [{ to: entry.resolved, kind: 'prod' }];
  const isImporter = !isPackage(key);
  const wanted = (isImporter ? request.wantedOf(key) : null) ?? listWanted(entry);
  const edges = wanted.flatMap(({ name, spec, kind }): NpmEdge[] => {
    if (kind.startsWith('peer') && !isImporter) peers.add(name);
    if (kind === 'dev' && !isImporter) return [];
    const to = resolvePlace(key, { name, entries });
    if (to !== undefined) return [{ to, kind }];
    if (isImporter && (kind === 'prod' || kind === 'dev')) {
      throw new MissingEntry(key, { name, spec });
    }
    return [];
  });
  return entry.bundleDependencies ? [...edges, ...listBundled(key, entries)] : edges;
}

/** What a package brings in its own archive lies below it. */
function listBundled(key: string, entries: NpmEntries): NpmEdge[] {
  return Object.keys(entries)
    .filter((other) => other.startsWith(`${key}/node_modules/`) && entries[other]?.inBundle)
    .map((to) => ({ to, kind: 'prod' }));
}

function resolvePlace(
  from: string,
  { name, entries }: { readonly name: string; readonly entries: NpmEntries },
): string | undefined {
  for (let folder = from; ; folder = folderAbove(folder)) {
    const key = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (entries[key] !== undefined) return key;
    if (folder === '') return undefined;
  }
}

/** `node_modules/a/node_modules/b` lies in `node_modules/a`; workspaces lie in the root. */
function folderAbove(place: string): string {
  return place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')));
}

function isPackage(key: string): boolean {
  return key.startsWith('node_modules/') || key.includes('/node_modules/');
}

function listLinks(entries: NpmEntries): Map<string, string> {
  return new Map(
    Object.entries(entries).flatMap(([key, { link, resolved }]) =>
      link && resolved !== undefined ? [[resolved, key] as const] : [],
    ),
  );
}

function withoutFlags(entry: NpmEntry): NpmEntry {
  const { dev: _, optional: __, devOptional: ___, peer: ____, ...rest } = entry;
  return rest;
}

/** An importer's entry repeats its package.json, so it loses what that one loses. */
function keepWanted(
  entry: NpmEntry,
  {
    key,
    request,
    folders,
  }: {
    readonly key: string;
    readonly request: PruneRequest;
    readonly folders: readonly string[];
  },
): NpmEntry {
  const wanted = request.wantedOf(key);
  if (wanted === null) return entry;
  const names = (kind: 'prod' | 'dev') =>
    new Set(wanted.filter((one) => one.kind === kind).map(({ name }) => name));
  const keep = (section: PackageJson['dependencies'], kind: 'prod' | 'dev') => {
    const kept = Object.entries(section ?? {}).filter(([name]) => names(kind).has(name));
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  };
  return {
    ...entry,
    ...(entry.workspaces && { workspaces: folders }),
    dependencies: keep(entry.dependencies, 'prod'),
    devDependencies: keep(entry.devDependencies, 'dev'),
  };
}
