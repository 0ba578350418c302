import { posix } from 'node:path';

/** A folder as trees name it: `./apps/api/` is `apps/api`, the workspace root is the empty path. */
export function cleanFolder(path: string): string {
  const clean = posix.normalize(path).replace(/(?<=.)\/$/, '');
  return clean === '.' ? '' : clean;
}

/**
 * The folder that a named context is, from the workspace root; `null` for an image, an OCI layout, a URL or a repository. It may
 * lie outside of the workspace: then it is absolute, or starts with `..`.
 */
export function folderOfContext(value: string): string | null {
  return /^[a-z-]+:/.test(value) || value.startsWith('git@') ? null : cleanFolder(value);
}

/** Whether a clean folder is one of the workspace. */
export function isInWorkspace(folder: string): boolean {
  return !posix.isAbsolute(folder) && folder !== '..' && !folder.startsWith('../');
}
