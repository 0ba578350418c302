import { isAtOrBelow } from './at-or-below';
import type { Tree } from './tree';

const known = new WeakMap<Tree, readonly string[]>();

/** Submodules whose files a tree does not know. Most trees have none. */
export function listSubmodules(tree: Tree): readonly string[] {
  let paths = known.get(tree);
  if (!paths) known.set(tree, (paths = findSubmodules(tree)));
  return paths;
}

function findSubmodules(tree: Tree): string[] {
  const paths: string[] = [];
  tree.forEach(({ type }, path) => {
    if (type === 'submodule') paths.push(path);
  });
  return paths;
}

/** The submodule without known files that a path is in, or is itself; `null` for a path outside of all. */
export function submoduleAround(tree: Tree, path: string): string | null {
  return listSubmodules(tree).find((folder) => isAtOrBelow(path, folder)) ?? null;
}
