import type { ContextBounds, ContextIndex } from '../context/context-index';
import { isAtOrBelow } from '../tree/at-or-below';
import type { ContextScope } from './context-scope';

const known = new WeakMap<ContextScope, WeakMap<ContextIndex, ContextIndex>>();

/** Holds a context to what is in scope. It costs what is taken, not what the context holds. */
export function scopeContext(whole: ContextIndex, scope: ContextScope): ContextIndex {
  let scoped = known.get(scope);
  if (!scoped) known.set(scope, (scoped = new WeakMap()));
  let index = scoped.get(whole);
  if (!index) scoped.set(whole, (index = bound(whole, scope)));
  return index;
}

function bound(whole: ContextIndex, scope: ContextScope): ContextIndex {
  const { folder, tree, rules } = whole;
  const like = whole.like && {
    index: scopeContext(whole.like.index, scope),
    changes: whole.like.changes,
  };
  const bounds = like?.index.bounds ?? boundsOf(folder, scope);
  return { folder, tree, rules, bounds, whole, like };
}

function boundsOf(folder: string, scope: ContextScope): ContextBounds {
  const prefix = folder === '' ? '' : `${folder}/`;
  return {
    admits: (file) => scope.reasonOf(prefix + file) !== null,
    reach: (path) => scope.reach(prefix + path),
    starts: startsIn(folder, scope.starts),
  };
}

/** The topmost of the starts, from the context. What starts above the context starts with it. */
function startsIn(folder: string, starts: readonly string[]): string[] {
  const inContext = starts.flatMap((start) => {
    if (isAtOrBelow(folder, start)) return [''];
    return isAtOrBelow(start, folder) ? [start.slice(folder === '' ? 0 : folder.length + 1)] : [];
  });
  const distinct = new Set(inContext);
  return [...distinct].filter((start) => !liesBelow(start, distinct));
}

function liesBelow(path: string, folders: ReadonlySet<string>): boolean {
  if (path === '') return false;
  if (folders.has('')) return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (folders.has(path.slice(0, end))) return true;
  }
  return false;
}
