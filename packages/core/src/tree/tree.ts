/** What a path holds in a tree. */
export interface TreeEntry {
  /** Hash of the content; equal hashes mean equal bytes, within one tree and across trees. */
  readonly hash: string;
  /** `submodule` is a whole folder: a submodule whose files are not there to be known. Its hash tells it from others. */
  readonly type: 'file' | 'executable' | 'symlink' | 'submodule';
  /** Where a symbolic link points, as stored. */
  readonly link?: string;
  /** Git does not track it (an output of another task, say), so no commit can tell what it held. */
  readonly untracked?: boolean;
}

/**
 * The working tree, or a commit: a map from path to what is there.
 * Paths are relative to the workspace root, separated by `/`, without a leading one. Directories have no entry.
 */
export type Tree = ReadonlyMap<string, TreeEntry>;
