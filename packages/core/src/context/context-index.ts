import { NO_RULES, type IgnoreRules } from '../ignore/ignore-rules';
import { isAtOrBelow } from '../tree/at-or-below';
import { endBelow, lowerBound, rangeBelow, sortedPaths } from '../tree/sorted-paths';
import { listSubmodules, submoduleAround } from '../tree/submodules';
import type { Tree, TreeEntry } from '../tree/tree';
import { isAnyTouched, isTouched, type TreeChanges } from '../tree/tree-changes';

/**
 * What a build would be sent of one context: every file of a tree that its ignore rules let in. Rules are asked only
 * about what is looked for, so that each of many images can have rules of its own over one large tree.
 */
export interface ContextIndex {
  /** Folder of the context from the workspace root; `''` for the root itself. */
  readonly folder: string;
  /** The whole workspace. */
  readonly tree: Tree;
  readonly rules: IgnoreRules;
  /** What the context is held to besides; `null` when all of it is in. */
  readonly bounds: ContextBounds | null;
  /** The same context without bounds; `null` where it has none. */
  readonly whole: ContextIndex | null;
  /** The same context in a tree that is mostly equal, whose answers hold where nothing changed. */
  readonly like: LikeIndex | null;
}

/** Holds a context to a part of it. Paths count from the context. */
export interface ContextBounds {
  readonly admits: (file: string) => boolean;
  /** Whether all, some or none of what a folder may hold is in. */
  readonly reach: (folder: string) => 'all' | 'some' | 'none';
  /** Files and folders in which all is found that is in, but for files that lie in the context's own folder. */
  readonly starts: readonly string[];
}

export interface LikeIndex {
  readonly index: ContextIndex;
  readonly changes: TreeChanges;
}

export interface ContextOptions {
  /** Relative to the workspace root. */
  readonly folder: string;
  readonly rules?: IgnoreRules;
  readonly like?: LikeIndex | null;
}

/** Looks at a folder of a tree through ignore rules. */
export function indexContext(
  tree: Tree,
  { folder, rules = NO_RULES, like = null }: ContextOptions,
): ContextIndex {
  return { folder, tree, rules, bounds: null, whole: null, like };
}

/** A path of the context, counted from the workspace root. */
export function toTreePath({ folder }: ContextIndex, path: string): string {
  if (folder === '') return path;
  return path === '' ? folder : `${folder}/${path}`;
}

/** What is sent at a path of the context. */
export function entryAt(index: ContextIndex, path: string): TreeEntry | undefined {
  const entry = index.tree.get(toTreePath(index, path));
  return entry && isSent(index, path) ? entry : undefined;
}

/** Paths below a folder of the context that are sent, in no order; all of them for `''`. */
export function pathsUnder(index: ContextIndex, folder: string): string[] {
  const paths: string[] = [];
  someBelow(index, folder, (path) => {
    paths.push(path);
    return false;
  });
  return paths;
}

/** Whether a path is a folder that is sent, be it an empty one: only what it holds is left out. The context itself always is. */
export function isFolder(index: ContextIndex, path: string): boolean {
  if (path === '') return true;
  const { rules, bounds } = index;
  const [start, end] = rangeBelow(sortedPaths(index.tree), toTreePath(index, path));
  if (start === end) return false;
  return (!rules.ignores(path) && bounds?.reach(path) !== 'none') || holdsFiles(index, path);
}

/** Whether anything below a folder is sent. */
export function holdsFiles(index: ContextIndex, folder: string): boolean {
  return someBelow(index, folder, () => true);
}

/** Whether the tree that is mostly equal differs, at a path or below it, in anything that is sent. */
export function differsAt(
  index: ContextIndex,
  { index: like, changes }: LikeIndex,
  path: string,
): boolean {
  const full = toTreePath(index, path);
  const above = foldersTo(full).some((folder) => changes[lowerBound(changes, folder)] === folder);
  return above || [index, like].some((tree) => someBelow(tree, path, () => true, changes));
}

/**
 * Whether a tree that is mostly equal, and whose changes are given, differs in nothing that is sent, nor in a folder on the way to
 * it. Where a link leads is not looked at.
 */
export function isUntouched(index: ContextIndex, changes: TreeChanges): boolean {
  const { bounds, folder } = index;
  if (!bounds) return !isTouched(changes, folder);
  const starts = bounds.starts.map((start) => toTreePath(index, start));
  return ownFiles(changes, folder).length === 0 && !isAnyTouched(changes, starts);
}

/** The submodule that a path is in and whose files are not known, from the workspace root; `null` for all other paths. */
export function unknownSubmodule(index: ContextIndex, path: string): string | null {
  const found = submoduleAround(index.tree, toTreePath(index, path));
  if (found === null || isAtOrBelow(index.folder, found)) return found;
  return isSent(index, index.folder === '' ? found : found.slice(index.folder.length + 1))
    ? found
    : null;
}

/**
 * What the paths below a folder of the context start with, cut after `depth` names, as far as it is sent and matches. Of
 * shorter ones only a submodule counts whose files are not known: any could be among them.
 */
export function* cutsBelow(
  index: ContextIndex,
  folder: string,
  { depth, matches }: { readonly depth: number; readonly matches: (cut: string) => boolean },
): Generator<string, void> {
  const sorted = sortedPaths(index.tree);
  const top = toTreePath(index, folder);
  const from = top === '' ? 0 : top.length + 1;
  const [start, end] = rangeBelow(sorted, top);
  for (let at = start; at < end; at++) {
    const full = sorted[at] as string;
    const length = lengthOf(full, { from, depth });
    if (length === null) {
      const rest = full.slice(from);
      const path = folder === '' ? rest : `${folder}/${rest}`;
      if (isSubmodule(index, path) && isSent(index, path)) yield rest;
      continue;
    }
    const cut = full.slice(from, length);
    const path = folder === '' ? cut : `${folder}/${cut}`;
    if (length < full.length) at = endBelow(sorted, full.slice(0, length), at) - 1;
    if (matches(cut) && (entryAt(index, path) || holdsFiles(index, path))) yield cut;
  }
}

/** Where the first names of a path end; `null` when it has fewer. */
function lengthOf(
  path: string,
  { from, depth }: { readonly from: number; readonly depth: number },
): number | null {
  let end = from - 1;
  for (let names = 0; names < depth; names++) {
    if (names > 0 && end === path.length) return null;
    const slash = path.indexOf('/', end + 1);
    end = slash < 0 ? path.length : slash;
  }
  return end;
}

type Test = (path: string) => boolean;

/**
 * Asks about what is sent below a folder until the answer is yes, starting where the bounds of the context say; `sorted` are the
 * paths that are looked at.
 */
function someBelow(
  index: ContextIndex,
  folder: string,
  test: Test,
  sorted = sortedPaths(index.tree),
): boolean {
  const starts = index.bounds?.starts;
  if (!starts || starts.some((start) => isAtOrBelow(folder, start)))
    return someOfAll(index, folder, { test, sorted });
  if (folder === '') {
    const own = ownFiles(sorted, index.folder);
    if (own.some((path) => !starts.includes(path) && isSent(index, path) && test(path)))
      return true;
  }
  return starts.some((start) => {
    if (!isAtOrBelow(start, folder)) return false;
    const full = toTreePath(index, start);
    const isThere = sorted[lowerBound(sorted, full)] === full && isSent(index, start);
    return (isThere && test(start)) || someOfAll(index, start, { test, sorted });
  });
}

/** Cuts what is sent of a context with bounds into folders that these let in as a whole, and all other paths, in no order. */
export function splitBounds(index: ContextIndex): {
  readonly folders: readonly string[];
  readonly paths: readonly string[];
} {
  const { bounds, tree } = index;
  const isWhole = (start: string): boolean =>
    start !== '' && bounds?.reach(start) === 'all' && !tree.has(toTreePath(index, start));
  const folders: string[] = [];
  const starts: string[] = [];
  for (const start of bounds?.starts ?? []) (isWhole(start) ? folders : starts).push(start);
  const rest = bounds && { ...bounds, starts };
  return { folders, paths: pathsUnder({ ...index, bounds: rest }, '') };
}

/** Goes through all of a folder and passes over folders that hold nothing that is sent. */
function someOfAll(
  index: ContextIndex,
  folder: string,
  { test, sorted }: { readonly test: Test; readonly sorted: readonly string[] },
): boolean {
  const from = index.folder === '' ? 0 : index.folder.length + 1;
  const [start, end] = rangeBelow(sorted, toTreePath(index, folder));
  let walked: string | null = null;
  let whole = false;
  for (let at = start; at < end; at++) {
    const full = sorted[at] as string;
    const path = full.slice(from);
    const parent = parentOf(path);
    if (parent !== walked) {
      const pruned = foldersTo(parent).find((above) => isPruned(index, above));
      if (pruned !== undefined) {
        at = endBelow(sorted, full.slice(0, from + pruned.length), at) - 1;
        continue;
      }
      walked = parent;
      whole = index.bounds?.reach(parent) === 'all';
    }
    if ((whole ? isKept(index, path) : isSent(index, path)) && test(path)) return true;
  }
  return false;
}

/** A folder and those that it lies in, the outermost first; none for the context itself. */
function foldersTo(folder: string): string[] {
  const folders: string[] = [];
  for (let end = folder.indexOf('/'); end > 0; end = folder.indexOf('/', end + 1)) {
    folders.push(folder.slice(0, end));
  }
  return folder === '' ? folders : [...folders, folder];
}

function isPruned({ rules, bounds }: ContextIndex, folder: string): boolean {
  return bounds?.reach(folder) === 'none' || rules.prunes(folder);
}

/** A submodule stands for files that may be let in although it is left out itself. */
export function isSent(index: ContextIndex, path: string): boolean {
  if (isSubmodule(index, path)) return !isPruned(index, path);
  return index.bounds?.admits(path) !== false && !index.rules.ignores(path);
}

/** Whether what is in bounds is sent. */
function isKept(index: ContextIndex, path: string): boolean {
  return isSubmodule(index, path) ? !isPruned(index, path) : !index.rules.ignores(path);
}

function isSubmodule(index: ContextIndex, path: string): boolean {
  const submodules = listSubmodules(index.tree);
  return submodules.length > 0 && submodules.includes(toTreePath(index, path));
}

const known = new WeakMap<readonly string[], Map<string, readonly string[]>>();

/** The files that lie in a folder itself, sent or not; every image looks at those of its context. */
function ownFiles(sorted: readonly string[], folder: string): readonly string[] {
  let files = known.get(sorted);
  if (!files) known.set(sorted, (files = new Map()));
  let own = files.get(folder);
  if (!own) files.set(folder, (own = listFiles(sorted, folder)));
  return own;
}

function listFiles(sorted: readonly string[], folder: string): string[] {
  const files: string[] = [];
  const from = folder === '' ? 0 : folder.length + 1;
  const [start, end] = rangeBelow(sorted, folder);
  for (let at = start; at < end; at++) {
    const full = sorted[at] as string;
    const slash = full.indexOf('/', from);
    if (slash < 0) files.push(full.slice(from));
    else at = endBelow(sorted, full.slice(0, slash), at) - 1;
  }
  return files;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
