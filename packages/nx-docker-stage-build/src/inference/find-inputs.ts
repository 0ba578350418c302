import { posix } from 'node:path';
import type { PathKind } from './workspace-files';

export interface InputQuestion {
  /** Root folder of the project, from the workspace root. */
  readonly projectRoot: string;
  /** Folder of the main context, from the workspace root. */
  readonly context: string;
  readonly kindOf: (path: string) => PathKind;
}

/** What an image is made from: the files of its project and of all that it depends on. */
const OWN_FILES = ['default', '^default'];

/**
 * The `inputs` of an image's target: its project's and its dependencies' files, the ignore file, and what
 * its Dockerfile reads elsewhere.
 *
 * A folder that holds projects (`COPY . .`, `COPY libs libs`) gives its own files only: which of its projects count is
 * what the project graph says. Else every change anywhere would affect every image.
 * @param paths paths and wildcards from the workspace root; `null` when nobody knows
 */
export function findInputs(
  paths: readonly string[] | null,
  { projectRoot, context, kindOf }: InputQuestion,
): string[] {
  const outside = (path: string): boolean => !isWithin(path, projectRoot);
  const ignoreFile = posix.join(context, '.dockerignore');
  const filesets = [
    ...(paths ?? ['.']).filter(outside).flatMap((path) => toFilesets(path, kindOf)),
    ...[ignoreFile].filter(outside).map((path) => `{workspaceRoot}/${path}`),
  ];
  return [...OWN_FILES, ...[...new Set(filesets)].sort()];
}

/** Whether a path lies in a folder; everything lies in the root. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

function toFilesets(path: string, kindOf: InputQuestion['kindOf']): string[] {
  if (path === '.') return ['{workspaceRoot}/*'];
  // Whether a wildcard takes files or folders shows when it is matched, and a file may be ignored or not there yet.
  const kind = /[*?[\\]/.test(path) ? 'absent' : kindOf(path);
  switch (kind) {
    case 'file':
      return [`{workspaceRoot}/${path}`];
    case 'folder':
      return [`{workspaceRoot}/${path}/**/*`];
    case 'projects':
      return [`{workspaceRoot}/${path}/*`];
    case 'absent':
      return [`{workspaceRoot}/${path}`, `{workspaceRoot}/${path}/**/*`];
  }
}
