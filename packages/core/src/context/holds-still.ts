import { compileWildcard } from '../ignore/compile-wildcard';
import {
  differsAt,
  entryAt,
  holdsFiles,
  isFolder,
  toTreePath,
  type ContextIndex,
  type LikeIndex,
} from './context-index';
import { isTouched, type TreeChanges } from '../tree/tree-changes';
import type { CopySource } from './copy-source';
import { splitSource } from './expand-source';

interface Asked {
  readonly source: CopySource;
  readonly like: LikeIndex;
}

/** Many images ask for `package*.json` and the like. */
const known = new WeakMap<TreeChanges, Map<string, boolean>>();

/**
 * Whether a source stands for the same files in a tree as in one that is mostly equal. Only what differs between them is
 * looked at: that nothing did where the source leads is enough, as long as no link is on its way.
 */
export function holdsStill(index: ContextIndex, { source, like }: Asked): boolean {
  const { literal, wildcard } = splitSource(source);
  const start = wildcard === '' ? source.start : '';
  const top = toTreePath(index, [literal, start].filter((part) => part !== '').join('/'));
  const { changes } = like;
  // Where `..` leads is for links to say.
  if (top.split('/').includes('..') || wildcard.split('/').includes('..')) return false;
  // Where the source takes from its folder nothing may have changed, and yet the folder itself have come or gone.
  const isWhole = start === '' && wildcard === '';
  if (!isWhole && isFolder(index, literal) !== isFolder(like.index, literal)) return false;
  if (!isTouched(changes, top)) return true;
  // A class may match a slash, so that a match lies at any depth.
  if (source.selects !== null || wildcard.includes('[')) return false;
  if (wildcard !== '' && !isMatched(changes, { top, wildcard })) return true;
  // What is not sent counts only where it tells an empty folder from none.
  const holds = literal === '' || entryAt(like.index, literal) || holdsFiles(like.index, literal);
  return Boolean(holds) && !differsAt(index, like, literal);
}

/** Whether a change is at or below a match, or where a match could begin. */
function isMatched(
  changes: TreeChanges,
  { top, wildcard }: { readonly top: string; readonly wildcard: string },
): boolean {
  let answers = known.get(changes);
  if (!answers) known.set(changes, (answers = new Map()));
  const key = `${top}\0${wildcard}`;
  let matched = answers.get(key);
  if (matched === undefined) {
    const reaches = compileReach(top, wildcard);
    answers.set(key, (matched = changes.some(reaches)));
  }
  return matched;
}

function compileReach(top: string, wildcard: string): (path: string) => boolean {
  const matches = compileWildcard(wildcard);
  const depth = wildcard.split('/').length;
  const prefix = top === '' ? '' : `${top}/`;
  return (path) => {
    if (`${top}/`.startsWith(`${path}/`)) return true;
    if (!path.startsWith(prefix)) return false;
    const names = path.slice(prefix.length).split('/');
    return names.length < depth || matches(names.slice(0, depth).join('/'));
  };
}
