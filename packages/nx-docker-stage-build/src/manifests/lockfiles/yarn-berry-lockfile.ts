import { MissingEntry, type Lockfile, type PrunedLockfile, type PruneRequest } from '../model';
import { cutBlocks, keyOf, valueOf, type Block } from './blocks';

interface BerryEntry {
  readonly name: string;
  /** `name@protocol:range`, every one that leads to this entry. */
  readonly descriptors: readonly string[];
  /** Folder of a workspace; `null` for a package. */
  readonly folder: string | null;
  readonly block: Block;
}

interface BerryLockfile {
  readonly header: string;
  readonly entries: readonly BerryEntry[];
  readonly byDescriptor: ReadonlyMap<string, BerryEntry>;
  /** Patches by the descriptor that they are for. */
  readonly patches: ReadonlyMap<string, readonly string[]>;
}

/** Yarn writes a longer key over two lines (berry, parsers/syml.ts). */
const LONGEST_KEY = 1024;

/** Reads a yarn.lock of Yarn 2 and later, workspaces included. `yarn install --immutable` compares it byte by byte. */
export function readYarnBerryLockfile(text: string): Lockfile {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^("|\? )/.test(line));
  const blocks = cutBlocks(joinLongKeys(lines.slice(start === -1 ? lines.length : start)), 0);
  const entries = blocks.map(readEntry);
  const descriptors = entries.flatMap((entry) =>
    entry.descriptors.map((descriptor) => [descriptor, entry] as const),
  );
  const patches = new Map<string, string[]>();
  for (const [descriptor] of descriptors) {
    const source = sourceOfPatch(descriptor);
    if (source !== null) patches.set(source, [...(patches.get(source) ?? []), descriptor]);
  }
  const lockfile: BerryLockfile = {
    header: lines.slice(0, start === -1 ? lines.length : start).join('\n'),
    entries,
    byDescriptor: new Map(descriptors),
    patches,
  };
  return {
    packages: entries.filter(({ folder }) => folder === null).length,
    prune: (request) => pruneBerry(lockfile, request),
  };
}

function pruneBerry(lockfile: BerryLockfile, request: PruneRequest): PrunedLockfile {
  const { entries, byDescriptor, patches, header } = lockfile;
  const reached = new Set<string>();
  const written = new Map<BerryEntry, Block>();
  const peers = new Set<string>();
  const scope = new Set(['', ...request.folders]);
  const pending = entries
    .filter(({ folder }) => folder !== null && scope.has(folder))
    .map(workspaceDescriptor);
  for (let descriptor = pending.pop(); descriptor !== undefined; descriptor = pending.pop()) {
    const entry = byDescriptor.get(descriptor);
    if (!entry || reached.has(descriptor)) continue;
    reached.add(descriptor);
    // A patch needs what it is for, and what a patch is for is only asked for by the patch.
    const source = sourceOfPatch(descriptor);
    pending.push(...(source === null ? [] : [source]), ...(patches.get(descriptor) ?? []));
    if (written.has(entry)) continue;
    const block = entry.folder === null ? entry.block : keepWanted(entry, request);
    written.set(entry, block);
    if (entry.folder !== null) pending.push(workspaceDescriptor(entry));
    else for (const { name } of listSection(block, 'peerDependencies')) peers.add(name);
    for (const wanted of listSection(block, 'dependencies'))
      pending.push(...findDescriptors(wanted, { entry, lockfile, request }));
  }
  const kept = entries.flatMap((entry) => {
    const block = written.get(entry);
    const left = entry.descriptors.filter((descriptor) => reached.has(descriptor));
    return block ? [[writeKey(left), ...block.lines.slice(1)].join('\n')] : [];
  });
  const folders = [...written.keys()].flatMap(({ folder }) => (folder ? [folder] : []));
  return {
    text: `${header}\n${kept.join('\n\n')}\n`,
    folders: folders.sort(),
    peers,
    packages: [...written.keys()].filter(({ folder }) => folder === null).length,
  };
}

/** `? key` and `:` on a line of its own become one line. */
function joinLongKeys(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) => {
    if (line.startsWith('? ')) return [`${line.slice(2)}:`];
    return line === ':' && lines[at - 1]?.startsWith('? ') ? [] : [line];
  });
}

function writeKey(descriptors: readonly string[]): string {
  const key = JSON.stringify(descriptors.join(', '));
  return key.length > LONGEST_KEY ? `? ${key}\n:` : `${key}:`;
}

function readEntry(block: Block): BerryEntry {
  const descriptors = block.key.split(/, (?=@?[^@,\s]+@)/);
  const resolution = valueOf(block.lines.find((line) => keyOf(line) === 'resolution') ?? '');
  const name = /^@?[^@]+/.exec(resolution)?.[0] ?? '';
  const folder = resolution.startsWith(`${name}@workspace:`)
    ? resolution.slice(`${name}@workspace:`.length)
    : null;
  return { name, descriptors, folder: folder === '.' ? '' : folder, block };
}

/** The descriptor by which Yarn knows every workspace, whether or not another asks for it. */
function workspaceDescriptor({ name, folder }: BerryEntry): string {
  return `${name}@workspace:${folder || '.'}`;
}

/** `a@patch:a@npm%3A^1#…` patches `a@npm:^1`; `null` for what is no patch. */
function sourceOfPatch(descriptor: string): string | null {
  const [, source] = /^@?[^@]+@patch:([^#]+)#/.exec(descriptor) ?? [];
  return source === undefined ? null : decodeURIComponent(source);
}

function listSection(block: Block, section: string): { name: string; spec: string }[] {
  return cutBlocks(block.lines.slice(1), 2)
    .filter(({ key }) => key === section)
    .flatMap(({ lines }) => cutBlocks(lines.slice(1), 4))
    .map(({ key, lines }) => ({ name: key, spec: valueOf(lines[0] as string) }));
}

/** A workspace's entry without what its package.json loses. */
function keepWanted({ folder, block }: BerryEntry, request: PruneRequest): Block {
  const wanted = request.wantedOf(folder ?? '');
  if (wanted === null) return block;
  const names = new Set(wanted.map(({ name }) => name));
  const own = new Set(listSection(block, 'dependencies').map(({ name }) => name));
  for (const { name, spec, kind } of wanted) {
    if (!kind.startsWith('peer') && !own.has(name))
      throw new MissingEntry(folder ?? '', { name, spec });
  }
  const sections = cutBlocks(block.lines.slice(1), 2).flatMap(({ key, lines }) => {
    if (key !== 'dependencies') return lines;
    const kept = lines.slice(1).filter((line) => names.has(keyOf(line)));
    return kept.length > 0 ? [lines[0] as string, ...kept] : [];
  });
  return { key: block.key, lines: [block.lines[0] as string, ...sections] };
}

interface FindOptions {
  /** Who asks. */
  readonly entry: BerryEntry;
  readonly lockfile: BerryLockfile;
  readonly request: PruneRequest;
}

/** Descriptors that a dependency may lead to: what `resolutions` put in its place, else what it says. */
function findDescriptors(
  { name, spec }: { readonly name: string; readonly spec: string },
  { entry, lockfile: { byDescriptor }, request }: FindOptions,
): string[] {
  const replaced = Object.entries(request.resolutions).flatMap(([pattern, value]) =>
    isFor(pattern, { name, parent: entry.name }) ? [value] : [],
  );
  const candidates = [...replaced, spec].map((range) => {
    const exact = `${name}@${range}`;
    return byDescriptor.has(exact) ? exact : `${name}@npm:${range}`;
  });
  const found = candidates.find((descriptor) => byDescriptor.has(descriptor));
  if (found !== undefined) return [found];
  // A patch of Yarn's own takes the place of what it is for.
  return candidates;
}

/** Whether a key of `resolutions` (`b`, `a/b`, `b@npm:^1`, `**` before either) is about a dependency. */
function isFor(
  pattern: string,
  { name, parent }: { readonly name: string; readonly parent: string },
): boolean {
  const [, asker, asked] =
    /^(?:\*\*\/)?(?:(@[^/]+\/[^/@]+|[^/@]+)(?:@[^/]+)?\/)?(@[^/]+\/[^/@]+|[^/@]+)(?:@.+)?$/.exec(
      pattern,
    ) ?? [];
  return asked === name && (asker === undefined || asker === parent);
}
