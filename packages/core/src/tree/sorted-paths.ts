import type { Tree } from './tree';

const known = new WeakMap<Tree, readonly string[]>();

/** A tree's paths in order. All contexts and images that look at a tree share one list. */
export function sortedPaths(tree: Tree): readonly string[] {
  let paths = known.get(tree);
  if (!paths) known.set(tree, (paths = [...tree.keys()].sort()));
  return paths;
}

/** Where the paths below a folder start and end; all of them for `''`. */
export function rangeBelow(
  sorted: readonly string[],
  folder: string,
): [start: number, end: number] {
  if (folder === '') return [0, sorted.length];
  const start = lowerBound(sorted, `${folder}/`);
  return [start, endBelow(sorted, folder, start)];
}

/** The first place after all that is below a folder: `0` follows `/` in order. */
export function endBelow(sorted: readonly string[], folder: string, start: number): number {
  return lowerBound(sorted, `${folder}0`, start);
}

/** The first place, from `low` on, whose value is not less. */
export function lowerBound(sorted: readonly string[], value: string, low = 0): number {
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
