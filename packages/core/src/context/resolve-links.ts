import { posix } from 'node:path';
import { entryAt, type ContextIndex } from './context-index';

/** A path after its symbolic links were followed. */
export interface ResolvedPath {
  readonly path: string;
  /** Links that were passed, in order. */
  readonly links: readonly string[];
}

/** As many as Linux follows before it gives up with ELOOP (path_resolution(7)). */
const MAX_LINKS = 40;

/**
 * Follows every symbolic link on the way to a path. A link stays within the context: one that climbs out
 * ends at its root, as in BuildKit. `null` for a chain of links that does not end.
 */
export function resolveLinks(index: ContextIndex, path: string): ResolvedPath | null {
  const links: string[] = [];
  const pending = path.split('/').filter(isName);
  let resolved = '';
  while (pending.length > 0) {
    const name = pending.shift() as string;
    if (name === '..') {
      resolved = parentOf(resolved);
      continue;
    }
    const next = posix.join(resolved, name);
    const entry = entryAt(index, next);
    if (entry?.type !== 'symlink' || entry.link === undefined) {
      resolved = next;
      continue;
    }
    if (links.push(next) > MAX_LINKS) return null;
    if (entry.link.startsWith('/')) resolved = '';
    pending.unshift(...entry.link.split('/').filter(isName));
  }
  return { path: resolved, links };
}

/** Whether a path names a link itself; links on the way to it are followed. */
export function isLink(index: ContextIndex, path: string): boolean {
  const folder = resolveLinks(index, parentOf(path))?.path ?? '';
  return entryAt(index, posix.join(folder, posix.basename(path)))?.type === 'symlink';
}

function isName(segment: string): boolean {
  return segment !== '' && segment !== '.';
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
