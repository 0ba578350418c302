import type { Tree } from './tree';

const known = new WeakMap<Tree, readonly string[]>();

/** Submodules whose files a tree does not know. */
function listSubmodules(tree: Tree): readonly string[] {
  let paths = known.get(tree);
  if (!paths) {
    known.set(tree, (paths = [...tree.keys()].filter((path) => isSubmodule(tree, path))));
  }
  return paths;
}

function isSubmodule(tree: Tree, path: string): boolean {
  return tree.get(path)?.type === 'submodule';
}

/** The submodule without known files that a path is in, or is itself; `null` for a path outside of all. */
export function submoduleAround(tree: Tree, path: string): string | null {
  const found = listSubmodules(tree).find(
    (folder) => path === folder || path.startsWith(`${folder}/`),
  );
  return found ?? null;
}
