import { indexContext, type ContextIndex, type LikeIndex } from '../context/context-index';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import type { Tree } from '../tree/tree';
import { compareTrees } from '../tree/tree-changes';
import type { ImageRequest } from './image-request';

/** A tree together with the texts that have to be read to understand it. */
export interface Snapshot {
  readonly tree: Tree;
  /** Text of a Dockerfile or an ignore file; `null` when it is not there. */
  readonly textOf: (path: string) => string | null;
  /** One that is mostly equal, head's for a commit: what nothing changed is worked out there, once for all trees. */
  readonly like?: Snapshot;
  /**
   * The files of a context that is made for an image (`made`), as this tree makes it.
   * @throws StageBuildError where it cannot be made
   */
  readonly make?: (request: ImageRequest, name: string) => Tree;
}

const indexes = new WeakMap<Snapshot, Map<string, ContextIndex>>();

/**
 * The files of a context. Images with the same context and ignore rules share one index.
 * @throws StageBuildError PATTERN_INVALID for an ignore file with a pattern that is malformed
 */
export function contextOf(snapshot: Snapshot, key: ContextKey): ContextIndex {
  let known = indexes.get(snapshot);
  if (!known) indexes.set(snapshot, (known = new Map()));
  const { folder, ignoreText } = key;
  const name = `${folder}\0${ignoreText}`;
  let index = known.get(name);
  if (!index) {
    const { tree } = snapshot;
    const like = snapshot.like ? compare(snapshot.like, { tree, key }) : null;
    const rules = like?.index.rules ?? compileIgnoreRules(ignoreText, key.ignoreFile);
    known.set(name, (index = indexContext(tree, { folder, rules, like })));
  }
  return index;
}

interface ContextKey {
  readonly folder: string;
  readonly ignoreText: string;
  /** Where that was read from, for messages. */
  readonly ignoreFile?: string | undefined;
}

function compare(
  like: Snapshot,
  { tree, key }: { readonly tree: Tree; readonly key: ContextKey },
): LikeIndex {
  return { index: contextOf(like, key), changes: compareTrees(like.tree, tree) };
}
