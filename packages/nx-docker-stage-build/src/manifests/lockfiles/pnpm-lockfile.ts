import { posix } from 'node:path';
import { MissingEntry, type Lockfile, type PrunedLockfile, type PruneRequest } from '../model';
import { cutBlocks, keyOf, valueOf, type Block } from './blocks';

/** A dependency as a pnpm lockfile has it: `version` is a version with its peers, an entry's key, or `link:folder`. */
interface Resolved {
  readonly name: string;
  readonly version: string;
  readonly specifier: string;
}

interface PnpmLockfile {
  readonly sections: readonly Block[];
  readonly importers: ReadonlyMap<string, Block>;
  /** What packages are: `packages`. */
  readonly packages: ReadonlyMap<string, Block>;
  /** What they depend on, by the peers they were installed with; version 6 has that in `packages` too. */
  readonly snapshots: ReadonlyMap<string, Block>;
}

/** The sections of an importer and of a snapshot that say what is installed. */
const SECTIONS = /^(dependencies|devDependencies|optionalDependencies)$/;

/** Reads a pnpm-lock.yaml of pnpm 8 and later (versions 6 and 9); `null` for an older one. */
export function readPnpmLockfile(text: string): Lockfile | null {
  const sections = cutBlocks(text.split(/\r?\n/), 0);
  const version = valueOf(sections.find(({ key }) => key === 'lockfileVersion')?.lines[0] ?? '');
  if (!(Number.parseFloat(version) >= 6)) return null;
  const packages = itemsOf(sections, 'packages');
  const snapshots = itemsOf(sections, 'snapshots');
  const lockfile: PnpmLockfile = {
    sections,
    importers: itemsOf(sections, 'importers'),
    packages,
    snapshots: snapshots.size > 0 ? snapshots : packages,
  };
  return { packages: packages.size, prune: (request) => prunePnpm(lockfile, request) };
}

function itemsOf(sections: readonly Block[], name: string): Map<string, Block> {
  const section = sections.find(({ key }) => key === name);
  const blocks = cutBlocks(section?.lines.slice(1) ?? [], 2);
  return new Map(blocks.map((block) => [block.key, block]));
}

function prunePnpm(lockfile: PnpmLockfile, request: PruneRequest): PrunedLockfile {
  const { importers, snapshots } = lockfile;
  const folders = new Map<string, Block>();
  const kept = new Set<string>();
  const catalogs = new Set<string>();
  const pendingFolders = ['', ...request.folders];
  const pending: string[] = [];
  for (;;) {
    const folder = pendingFolders.pop();
    const key = folder === undefined ? pending.pop() : undefined;
    if (folder === undefined && key === undefined) break;
    if (folder !== undefined && !folders.has(folder)) {
      const importer = importers.get(folder || '.');
      if (!importer) continue;
      const block = keepWanted(importer, { folder, request });
      folders.set(folder, block);
      for (const resolved of listResolved(block)) {
        if (resolved.specifier.startsWith('catalog:')) catalogs.add(catalogKey(resolved));
        if (resolved.version.startsWith('link:'))
          pendingFolders.push(posix.join(folder, resolved.version.slice('link:'.length)));
        else pending.push(toKey(resolved, snapshots));
      }
    }
    const snapshot = key === undefined ? undefined : snapshots.get(key);
    if (key === undefined || !snapshot || kept.has(key)) continue;
    kept.add(key);
    for (const resolved of listResolved(snapshot))
      if (!resolved.version.startsWith('link:')) pending.push(toKey(resolved, snapshots));
  }
  return write(lockfile, { folders, kept, catalogs });
}

interface Kept {
  readonly folders: ReadonlyMap<string, Block>;
  readonly kept: ReadonlySet<string>;
  readonly catalogs: ReadonlySet<string>;
}

function write(lockfile: PnpmLockfile, { folders, kept, catalogs }: Kept): PrunedLockfile {
  const { sections, packages, snapshots } = lockfile;
  const plain = new Set([...kept].map((key) => (snapshots === packages ? key : withoutPeers(key))));
  const keptPackages = [...packages.values()].filter(({ key }) => plain.has(key));
  const text = sections.map((section): string => {
    switch (section.key) {
      case 'importers':
        return writeItems(
          section.key,
          [...folders].sort(byFolder).map(([, block]) => block),
        );
      case 'packages':
        return writeItems(section.key, keptPackages.map(withoutDevFlag));
      case 'snapshots':
        return writeItems(
          section.key,
          [...snapshots.values()].filter(({ key }) => kept.has(key)),
        );
      case 'catalogs':
        return writeCatalogs(section, catalogs);
      default:
        return `${section.lines.join('\n')}\n\n`;
    }
  });
  return {
    text: `${text.join('').trimEnd()}\n`,
    folders: [...folders.keys()].filter((folder) => folder !== '').sort(),
    peers: new Set(keptPackages.flatMap(listPeers)),
    packages: keptPackages.length,
  };
}

function byFolder([a]: readonly [string, Block], [b]: readonly [string, Block]): number {
  return a < b ? -1 : 1;
}

function writeItems(section: string, items: readonly Block[]): string {
  if (items.length === 0) return `${section}: {}\n\n`;
  return `${section}:\n\n${items.map(({ lines }) => `${lines.join('\n')}\n\n`).join('')}`;
}

/** An importer without what its package.json loses. */
function keepWanted(
  importer: Block,
  { folder, request }: { readonly folder: string; readonly request: PruneRequest },
): Block {
  const wanted = request.wantedOf(folder);
  if (wanted === null) return importer;
  const names = new Set(wanted.map(({ name }) => name));
  const sections = cutBlocks(importer.lines.slice(1), 4).flatMap((section): Block[] => {
    if (!SECTIONS.test(section.key)) return [section];
    const items = cutBlocks(section.lines.slice(1), 6).filter(({ key }) => names.has(key));
    if (items.length === 0) return [];
    return [{ ...section, lines: [section.lines[0] as string, ...items.flatMap((i) => i.lines)] }];
  });
  const block = { key: importer.key, lines: [] as string[] };
  block.lines = [`  ${writeKey(importer.key)}:`, ...sections.flatMap(({ lines }) => lines)];
  if (sections.length === 0) block.lines = [`  ${writeKey(importer.key)}: {}`];
  const found = new Set(listResolved(block).map(({ name }) => name));
  for (const { name, spec, kind } of wanted) {
    if ((kind === 'prod' || kind === 'dev') && !found.has(name))
      throw new MissingEntry(folder, { name, spec });
  }
  return block;
}

function writeKey(key: string): string {
  return /^[\w./-]+$/.test(key) ? key : `'${key.replace(/'/g, "''")}'`;
}

/** Dependencies of an importer (`name:` with a `version:`) or of a snapshot (`name: version`). */
function listResolved(block: Block): Resolved[] {
  return cutBlocks(block.lines.slice(1), 4)
    .filter(({ key }) => SECTIONS.test(key))
    .flatMap(({ lines }) => cutBlocks(lines.slice(1), 6))
    .map(({ key: name, lines }) => {
      const field = (wanted: string) =>
        valueOf(lines.slice(1).find((line) => keyOf(line) === wanted) ?? '');
      const own = valueOf(lines[0] as string);
      return { name, version: own || field('version'), specifier: field('specifier') };
    });
}

/** The key of the entry that a dependency leads to: an alias is written as one (pnpm, dependency-path, refToRelative). */
function toKey({ name, version }: Resolved, snapshots: PnpmLockfile['snapshots']): string {
  const keys = [version, `${name}@${version}`, `/${name}@${version}`];
  return keys.find((key) => snapshots.has(key)) ?? version;
}

/** `react-dom@18.3.1(react@18.3.1)` is the package `react-dom@18.3.1`. */
function withoutPeers(key: string): string {
  const at = key.indexOf('(');
  return at === -1 ? key : key.slice(0, at);
}

/** Version 6 says whether only development needs a package, which other projects decide; without it, pnpm goes by who wants it. */
function withoutDevFlag({ key, lines }: Block): Block {
  return { key, lines: lines.filter((line) => !/^ {4}dev: (true|false)$/.test(line)) };
}

function listPeers(block: Block): string[] {
  return cutBlocks(block.lines.slice(1), 4)
    .filter(({ key }) => key === 'peerDependencies')
    .flatMap(({ lines }) => cutBlocks(lines.slice(1), 6).map(({ key }) => key));
}

function catalogKey({ name, specifier }: Pick<Resolved, 'name' | 'specifier'>): string {
  return `${specifier.slice('catalog:'.length) || 'default'} ${name}`;
}

function writeCatalogs(section: Block, used: ReadonlySet<string>): string {
  const catalogs = cutBlocks(section.lines.slice(1), 2).flatMap((catalog) => {
    const items = cutBlocks(catalog.lines.slice(1), 4).filter(({ key }) =>
      used.has(`${catalog.key} ${key}`),
    );
    return items.length > 0 ? [catalog.lines[0], ...items.flatMap(({ lines }) => lines)] : [];
  });
  return catalogs.length > 0 ? `${section.lines[0]}\n${catalogs.join('\n')}\n\n` : '';
}
