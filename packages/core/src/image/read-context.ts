import { posix } from 'node:path';
import { parseRemote } from '../dockerfile/graph/remote-source';
import type { ContextContent, OpaqueContext } from '../fingerprint/contexts';
import type { Tree } from '../tree/tree';
import { folderOfContext, isInWorkspace } from './context-folder';
import { contextOf, type Snapshot } from './snapshot';

/** Finds out what the value of a named context stands for: an image, a folder of the workspace, or what only the engine can look into. */
export function readContext(value: string, snapshot: Snapshot): ContextContent {
  if (value.startsWith('docker-image://'))
    return { kind: 'image', ref: value.slice('docker-image://'.length) };
  const folder = folderOfContext(value);
  if (folder === null) return readAddress(value);
  if (!isInTree(folder, snapshot.tree))
    return { kind: 'opaque', value, unpinned: `${value}, which no tree of the workspace has` };
  // A named context has an ignore file of its own, at its root.
  const ignoreFile = posix.join(folder, '.dockerignore');
  const ignoreText = snapshot.textOf(ignoreFile) ?? '';
  return {
    kind: 'files',
    index: contextOf(snapshot, { folder, ignoreText, ignoreFile }),
    ignoreFile,
  };
}

/** A commit of a repository and a digest of a layout are what they are. */
function readAddress(value: string): OpaqueContext {
  const isPinned = value.startsWith('oci-layout://')
    ? /@sha256:[0-9a-f]{64}$/.test(value)
    : Boolean(parseRemote(value)?.checksum);
  return { kind: 'opaque', value, unpinned: isPinned ? null : value };
}

/** Whether a folder lies in the workspace, and not behind a link: those, trees do not follow. */
function isInTree(folder: string, tree: Tree): boolean {
  if (!isInWorkspace(folder)) return false;
  for (let end = folder.length; end > 0; end = folder.lastIndexOf('/', end - 1))
    if (tree.get(folder.slice(0, end))?.type === 'symlink') return false;
  return true;
}
