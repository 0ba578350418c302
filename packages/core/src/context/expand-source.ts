import { posix } from 'node:path';
import type { Read } from '../dockerfile/stage-graph-model';
import { compilePattern } from '../ignore/compile-pattern';
import { cutsBelow, entryAt, isFolder, pathsUnder, type ContextIndex } from './context-index';
import { compileWildcard, hasWildcard } from './match-wildcard';
import { resolveLinks } from './resolve-links';

/** `./a//b/` and `/a/b` are `a/b`; the context itself is the empty path. */
export function normalizeSource(source: string): string {
  const segments = source.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.join('/');
}

/** A source cut where its first name with a wildcard begins. */
export interface SplitSource {
  readonly literal: string;
  /** `''` where the source is literal throughout. */
  readonly wildcard: string;
}

/** With `--parents` a wildcard is one of an ignore file, which follows no links, from the first name on. */
export function splitSource(source: string, { parents }: Pick<Read, 'parents'>): SplitSource {
  if (!hasWildcard(source)) return { literal: source, wildcard: '' };
  const segments = source.split('/');
  const at = parents ? 0 : segments.findIndex(hasWildcard);
  return { literal: segments.slice(0, at).join('/'), wildcard: segments.slice(at).join('/') };
}

/**
 * The paths that a source stands for: itself, or all that its wildcard matches, which may be none. `null` for a
 * wildcard in what is not there.
 */
export function expandSource(
  index: ContextIndex,
  source: string,
  { parents, required }: Pick<Read, 'parents' | 'required'>,
): readonly string[] | null {
  const { literal, wildcard } = splitSource(source, { parents });
  if (wildcard === '') return [source];
  const folder = resolveLinks(index, literal)?.path;
  // The caller finds the circle in the path itself.
  if (folder === undefined) return [literal];
  if (required && !entryAt(index, folder) && !isFolder(index, folder)) return null;
  const matches = matchBelow(index, { folder, wildcard, parents });
  return matches.map((match) => posix.join(literal, match));
}

/** Files and folders below a folder that a wildcard matches, from there. */
function matchBelow(
  index: ContextIndex,
  {
    folder,
    wildcard,
    parents,
  }: { readonly folder: string; readonly wildcard: string; readonly parents: boolean },
): string[] {
  const matches = parents ? compilePattern(wildcard) : compileWildcard(wildcard);
  if (parents && wildcard.includes('**')) return matchAnyDepth(index, { folder, matches });
  return [...cutsBelow(index, folder, { depth: wildcard.split('/').length, matches })];
}

function matchAnyDepth(
  index: ContextIndex,
  { folder, matches }: { readonly folder: string; readonly matches: (path: string) => boolean },
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
