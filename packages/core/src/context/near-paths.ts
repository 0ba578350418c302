import { findNearest } from '../dockerfile/nearest';
import { pathsUnder, type ContextIndex } from './context-index';

/** A message names so many paths at most. */
const MAX_NAMED = 3;

/** Files and folders of a context that were most likely meant by a path that is not there, the likeliest first. */
export function findNearPaths(index: ContextIndex, path: string): string[] {
  const known = new Set(pathsUnder(index, '').flatMap(withFolders));
  const elsewhere = [...known].filter((candidate) => candidate.endsWith(`/${path}`));
  if (elsewhere.length > 0) {
    return elsewhere.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MAX_NAMED);
  }
  const nearest = findNearest(path, known);
  return nearest === null ? [] : [nearest];
}

function withFolders(path: string): string[] {
  const names = path.split('/');
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}
