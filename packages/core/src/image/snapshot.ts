import { indexContext, type ContextIndex } from '../context/context-index';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import type { Tree } from '../tree/tree';

/** A tree together with the texts that have to be read to understand it. */
export interface Snapshot {
  readonly tree: Tree;
  /** Text of a Dockerfile or an ignore file; `null` when it is not there. */
  readonly textOf: (path: string) => string | null;
}

const indexes = new WeakMap<Snapshot, Map<string, ContextIndex>>();

/** The files of a context. Images with the same context and ignore rules share one index. */
export function contextOf(
  snapshot: Snapshot,
  { folder, ignoreText }: { readonly folder: string; readonly ignoreText: string },
): ContextIndex {
  let known = indexes.get(snapshot);
  if (!known) indexes.set(snapshot, (known = new Map()));
  const key = `${folder}\0${ignoreText}`;
  let index = known.get(key);
  if (!index) {
    index = indexContext(snapshot.tree, { folder, rules: compileIgnoreRules(ignoreText) });
    known.set(key, index);
  }
  return index;
}
