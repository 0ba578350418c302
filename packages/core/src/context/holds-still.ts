import { compileWildcard } from '../ignore/compile-wildcard';
import { isTouched, type TreeChanges } from '../tree/tree-changes';
import type { CopySource } from './copy-source';
import { splitSource } from './expand-source';

interface Surroundings {
  /** Folder of the context from the workspace root. */
  readonly folder: string;
  readonly changes: TreeChanges;
}

/** Many images ask for `package*.json` and the like. */
const known = new WeakMap<TreeChanges, Map<string, boolean>>();

/**
 * Whether a source stands for the same files in two trees. Only what differs between them is looked at: that nothing did
 * where the source leads is enough, as long as no link is on its way.
 */
export function holdsStill(source: CopySource, { folder, changes }: Surroundings): boolean {
  if (changes.length === 0) return true;
  const { literal, wildcard } = splitSource(source);
  const start = wildcard === '' ? source.start : '';
  const top = [folder, literal, start].filter((part) => part !== '').join('/');
  // Where `..` leads is for links to say.
  if (top.split('/').includes('..') || wildcard.split('/').includes('..')) return false;
  if (!isTouched(changes, top)) return true;
  // A class may match a slash, so that a match lies at any depth.
  if (wildcard === '' || source.selects !== null || wildcard.includes('[')) return false;
  let answers = known.get(changes);
  if (!answers) known.set(changes, (answers = new Map()));
  const key = `${top}\0${wildcard}`;
  let still = answers.get(key);
  if (still === undefined) answers.set(key, (still = !isMatched(changes, { top, wildcard })));
  return still;
}

/** Whether a change is at or below a match, or where a match could begin. */
function isMatched(
  changes: TreeChanges,
  { top, wildcard }: { readonly top: string; readonly wildcard: string },
): boolean {
  const matches = compileWildcard(wildcard);
  const depth = wildcard.split('/').length;
  const prefix = top === '' ? '' : `${top}/`;
  return changes.some((path) => {
    if (`${top}/`.startsWith(`${path}/`)) return true;
    if (!path.startsWith(prefix)) return false;
    const names = path.slice(prefix.length).split('/');
    return names.length < depth || matches(names.slice(0, depth).join('/'));
  });
}
