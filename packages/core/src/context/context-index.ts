import { NO_RULES, type IgnoreRules } from '../ignore/ignore-rules';
import type { Tree, TreeEntry } from '../tree/tree';

/** What a build would be sent of one context: every file that its ignore rules let in, findable by folder. */
export interface ContextIndex {
  /** Folder of the context from the workspace root; `''` for the root itself. */
  readonly folder: string;
  /** Paths relative to the context, sorted. */
  readonly paths: readonly string[];
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Whether a path is a folder that is sent, be it an empty one because all that it holds is left out. */
  readonly isFolder: (path: string) => boolean;
  /** Paths that the tree has and the ignore rules leave out are told apart from paths that are not there. */
  readonly ignores: (path: string) => boolean;
}

/** Takes from a tree what the ignore rules let into a context. `folder` is relative to the workspace root. */
export function indexContext(
  tree: Tree,
  options: { readonly folder: string; readonly rules?: IgnoreRules },
): ContextIndex {
  const rules = options.rules ?? NO_RULES;
  const prefix = options.folder === '' ? '' : `${options.folder}/`;
  const entries = new Map<string, TreeEntry>();
  const emptied = new Set<string>();
  for (const [path, entry] of tree) {
    if (!path.startsWith(prefix)) continue;
    const relative = path.slice(prefix.length);
    if (!rules.ignores(relative)) entries.set(relative, entry);
    else addFolders(emptied, { of: relative, rules });
  }
  const paths = [...entries.keys()].sort();
  return {
    folder: options.folder,
    paths,
    entries,
    // The context itself always is one.
    isFolder: (path) => path === '' || emptied.has(path) || pathsUnder({ paths }, path).length > 0,
    ignores: rules.ignores,
  };
}

function addFolders(
  folders: Set<string>,
  { of, rules }: { readonly of: string; readonly rules: IgnoreRules },
): void {
  for (let end = of.lastIndexOf('/'); end > 0; end = of.lastIndexOf('/', end - 1)) {
    const folder = of.slice(0, end);
    if (folders.has(folder)) return;
    if (!rules.ignores(folder)) folders.add(folder);
  }
}

/** Paths at or below a folder of the context, sorted; all of them for `''`. */
export function pathsUnder(index: Pick<ContextIndex, 'paths'>, folder: string): readonly string[] {
  if (folder === '') return index.paths;
  const prefix = `${folder}/`;
  const start = lowerBound(index.paths, prefix);
  // `0` follows `/` in order, so nothing below the folder comes after it.
  const end = lowerBound(index.paths, `${folder}0`);
  return index.paths.slice(start, end);
}

function lowerBound(sorted: readonly string[], value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
