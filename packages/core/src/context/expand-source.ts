import { posix } from 'node:path';
import type { PathTest } from '../ignore/compile-pattern';
import { compileWildcard, hasWildcard } from '../ignore/compile-wildcard';
import { cutsBelow, entryAt, isFolder, pathsUnder, type ContextIndex } from './context-index';
import type { CopySource } from './copy-source';
import { resolveLinks } from './resolve-links';

/** A source cut where its first name with a wildcard begins. */
export interface SplitSource {
  readonly literal: string;
  /** `''` where the source is literal throughout. */
  readonly wildcard: string;
}

export function splitSource({ from, required }: CopySource): SplitSource {
  if (!required || !hasWildcard(from)) return { literal: from, wildcard: '' };
  const segments = from.split('/');
  const at = segments.findIndex(hasWildcard);
  return { literal: segments.slice(0, at).join('/'), wildcard: segments.slice(at).join('/') };
}

/**
 * The paths that a source's file or folder stands for: itself, or all that its wildcard matches, which may be none. `null`
 * for a wildcard in what is not there.
 */
export function expandSource(index: ContextIndex, source: CopySource): readonly string[] | null {
  const { literal, wildcard } = splitSource(source);
  if (wildcard === '') return [source.from];
  const folder = resolveLinks(index, literal)?.path;
  // The caller finds the circle in the path itself.
  if (folder === undefined) return [literal];
  if (!entryAt(index, folder) && !isFolder(index, folder)) return null;
  const matches = matchBelow(index, { folder, wildcard });
  return matches.map((match) => posix.join(literal, match));
}

/** Files and folders below a folder that a wildcard matches, from there. */
function matchBelow(
  index: ContextIndex,
  { folder, wildcard }: { readonly folder: string; readonly wildcard: string },
): string[] {
  const matches = compileWildcard(wildcard);
  // A class may match a slash.
  if (wildcard.includes('[')) return matchAnyDepth(index, { folder, matches });
  return [...cutsBelow(index, folder, { depth: wildcard.split('/').length, matches })];
}

function matchAnyDepth(
  index: ContextIndex,
  { folder, matches }: { readonly folder: string; readonly matches: PathTest },
): string[] {
  const from = folder === '' ? 0 : folder.length + 1;
  const found = new Set<string>();
  for (const path of pathsUnder(index, folder)) {
    if (entryAt(index, path)?.type === 'submodule') found.add(path.slice(from));
    const names = path.slice(from).split('/');
    for (const at of names.keys()) {
      const cut = names.slice(0, at + 1).join('/');
      if (!found.has(cut) && matches(cut)) found.add(cut);
    }
  }
  return [...found];
}
