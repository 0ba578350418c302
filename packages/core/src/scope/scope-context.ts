import { pathsUnder, type ContextIndex } from '../context/context-index';
import type { TreeEntry } from '../tree/tree';
import type { ContextScope } from './context-scope';

const ownFiles = new WeakMap<ContextIndex, readonly string[]>();

/** Takes from a context what is in scope. It costs what is taken, not what the context holds. */
export function scopeContext(whole: ContextIndex, scope: ContextScope): ContextIndex {
  const prefix = whole.folder === '' ? '' : `${whole.folder}/`;
  const entries = new Map<string, TreeEntry>();
  for (const path of candidates(whole, scope)) {
    if (scope.reasonOf(prefix + path) !== null)
      entries.set(path, whole.entries.get(path) as TreeEntry);
  }
  const paths = [...entries.keys()].sort();
  const isSent = (folder: string): boolean =>
    whole.isFolder(folder) && !whole.ignores(folder) && scope.reach(prefix + folder) !== 'none';
  return {
    folder: whole.folder,
    paths,
    entries,
    isFolder: (path) => path === '' || pathsUnder({ paths }, path).length > 0 || isSent(path),
    ignores: whole.ignores,
  };
}

function* candidates(whole: ContextIndex, { starts }: ContextScope): Generator<string> {
  const { folder } = whole;
  const inContext = starts.map((start) => {
    if (folder === '' || start.startsWith(`${folder}/`))
      return start.slice(folder === '' ? 0 : folder.length + 1);
    // What starts above the context starts with it.
    return isAtOrAbove(start, folder) ? '' : null;
  });
  const wanted = [...new Set(inContext)].filter((start) => start !== null);
  if (wanted.includes('')) return yield* whole.paths;
  yield* filesOf(whole);
  for (const start of wanted) {
    if (whole.entries.has(start)) yield start;
    yield* pathsUnder(whole, start);
  }
}

function isAtOrAbove(path: string, folder: string): boolean {
  return path === '' || path === folder || folder.startsWith(`${path}/`);
}

/** The files that lie in the context's own folder, which every image of it looks at. */
function filesOf(whole: ContextIndex): readonly string[] {
  let known = ownFiles.get(whole);
  if (!known) ownFiles.set(whole, (known = whole.paths.filter((path) => !path.includes('/'))));
  return known;
}
