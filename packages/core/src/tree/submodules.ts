import type { Tree } from './tree';

const known = new WeakMap<Tree, readonly string[]>();

/** Submodules whose files a tree does not know. */
function listSubmodules(tree: Tree): readonly string[] {
  let paths = known.get(tree);
  if (!paths) {
    paths = [...tree].flatMap(([path, { type }]) => (type === 'submodule' ? [path] : []));
    known.set(tree, paths);
  }
  return paths;
}

/** The submodule without known files that a path is in, or is itself; `null` for a path outside of all. */
export function submoduleAround(tree: Tree, path: string): string | null {
  const found = listSubmodules(tree).find(
    (folder) => path === folder || path.startsWith(`${folder}/`),
  );
  return found ?? null;
}
