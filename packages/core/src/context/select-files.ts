import { posix } from 'node:path';
import {
  entryAt,
  isFolder,
  pathsUnder,
  unknownSubmodule,
  type ContextIndex,
} from './context-index';
import type { CopySource } from './copy-source';
import { resolveLinks } from './resolve-links';

/** What a source takes of a file or folder. */
export interface Selection {
  readonly root: string;
  readonly source: CopySource;
  /** Files that are copied, from the context's root. */
  readonly selected: readonly string[];
}

/**
 * Files of a folder that are copied. Patterns of `--parents` and `--exclude` count from there; a source that is a file is
 * copied whatever they say. Files of a submodule that are not known may be among them.
 */
export function selectFiles(
  index: ContextIndex,
  { root, source }: Pick<Selection, 'root' | 'source'>,
): string[] {
  if (entryAt(index, root)) return [root];
  const { selects, reaches, excludes } = source;
  const start = startOf({ root, source });
  const candidates = entryAt(index, start) ? [start] : pathsUnder(index, start);
  if (selects === null && excludes === null) return candidates;
  return candidates.filter((path) => {
    const below = cutRoot(path, root);
    if (entryAt(index, path)?.type === 'submodule') {
      return reaches(below) && !excludes?.prunes(below);
    }
    return (selects?.(below) ?? true) && !excludes?.ignores(below);
  });
}

/** Folder or file that all which is copied lies in, from the context. */
export function startOf({ root, source: { start } }: Pick<Selection, 'root' | 'source'>): string {
  if (start === '') return root;
  return root === '' ? start : `${root}/${start}`;
}

/**
 * Where it has to choose among what lies in the context's root, BuildKit follows the links there, though it copies them as
 * links: one that leads nowhere is refused (cache/contenthash, `includedPaths`).
 */
export function findBrokenLink(
  index: ContextIndex,
  { root, source: { selects, excludes }, selected }: Selection,
): { readonly followed: boolean; readonly problem: 'missing' | 'loop' | null } {
  if (root !== '' || (selects === null && excludes === null)) {
    return { followed: false, problem: null };
  }
  const links = selected.filter(
    (path) => !path.includes('/') && entryAt(index, path)?.type === 'symlink',
  );
  for (const link of links) {
    const target = resolveLinks(index, link)?.path;
    if (target === undefined) return { followed: true, problem: 'loop' };
    if (!isThere(index, target)) return { followed: true, problem: 'missing' };
  }
  return { followed: links.length > 0, problem: null };
}

function isThere(index: ContextIndex, path: string): boolean {
  if (entryAt(index, path) || isFolder(index, path)) return true;
  return unknownSubmodule(index, path) !== null;
}

/** Whether a plain path of `--parents` is there: as something that is copied, or as a folder with nothing in it that is. */
export function isNamed(
  index: ContextIndex,
  { root, source: { literal, excludes }, selected }: Selection,
): boolean {
  if (literal === null) return true;
  if (selected.some((path) => cutRoot(path, root).startsWith(literal))) return true;
  // A source that ends at its `/./` names nothing.
  if (literal === '.' || excludes?.ignores(literal)) return false;
  return isFolder(index, posix.join(root, literal));
}

function cutRoot(path: string, root: string): string {
  return path.slice(root === '' ? 0 : root.length + 1);
}
