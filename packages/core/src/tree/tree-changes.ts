import { isAtOrBelow } from './at-or-below';
import { lowerBound, rangeBelow } from './sorted-paths';
import type { Tree, TreeEntry } from './tree';

/** The paths at which two trees differ, sorted. */
export type TreeChanges = readonly string[];

const known = new WeakMap<Tree, WeakMap<Tree, TreeChanges>>();

/** Compares two trees. The same two are compared once. */
export function compareTrees(one: Tree, other: Tree): TreeChanges {
  let compared = known.get(one);
  if (!compared) known.set(one, (compared = new WeakMap()));
  let changes = compared.get(other);
  if (!changes) compared.set(other, (changes = listChanges(one, other)));
  return changes;
}

function listChanges(one: Tree, other: Tree): TreeChanges {
  const changes: string[] = [];
  one.forEach((entry, path) => {
    if (!isSame(entry, other.get(path))) changes.push(path);
  });
  for (const path of other.keys()) if (!one.has(path)) changes.push(path);
  return changes.sort();
}

function isSame(one: TreeEntry, other: TreeEntry | undefined): boolean {
  return one.hash === other?.hash && one.type === other.type && one.untracked === other.untracked;
}

/** So many changes are compared with paths one by one; more are searched. */
const FEW = 16;

/** Like {@link isTouched}, for any of many paths. */
export function isAnyTouched(changes: TreeChanges, paths: readonly string[]): boolean {
  if (changes.length > FEW) return paths.some((path) => isTouched(changes, path));
  return changes.some((change) =>
    paths.some((path) => isAtOrBelow(change, path) || isAtOrBelow(path, change)),
  );
}

/** Whether anything changed at a path, below it, or in a folder on the way to it. `''` stands for all. */
export function isTouched(changes: TreeChanges, path: string): boolean {
  const [start, end] = rangeBelow(changes, path);
  if (end > start) return true;
  for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
    const above = path.slice(0, at);
    if (changes[lowerBound(changes, above)] === above) return true;
  }
  return false;
}
