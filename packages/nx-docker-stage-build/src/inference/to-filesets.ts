import { isWithin } from '../workspace/is-within';
import type { PathKind, WorkspaceFiles } from './workspace-files';

export interface FilesetQuestion {
  /** Root folder of the project, from the workspace root. */
  readonly projectRoot: string;
  readonly workspace: Pick<WorkspaceFiles, 'kindOf' | 'listUnowned'>;
}

/** All files of the project. */
export const WHOLE_PROJECT = '{projectRoot}/**/*';
/** All files of the projects that it depends on, in the one way that every Nx 22 understands. */
export const DEPENDENCIES = '^default';

/**
 * What Nx calls a path or wildcard (from the workspace root; `.` is all of it) that is read as far as the project graph says.
 *
 * A folder that holds projects (`COPY . .`, `COPY libs libs`) stands for the project, all it depends on, and what is in
 * the folder and in no project; at the root, that is its own files.
 */
export function toFilesets(source: string, question: FilesetQuestion): string[] {
  const { projectRoot, workspace } = question;
  // `tools/*` reads what `tools` does, and `*` what `.` does.
  const path = source.replace(/(^|\/)\*+(\/\*+)*$/, '') || '.';
  if (path === '.') return [WHOLE_PROJECT, DEPENDENCIES, '{workspaceRoot}/*'];
  const start = nameFile(path, projectRoot);
  switch (kindOf(path, workspace)) {
    case 'file':
      return [start];
    case 'folder':
      return [`${start}/**/*`];
    case 'absent':
      return [start, `${start}/**/*`];
    case 'projects':
      if (start.startsWith('{projectRoot}')) return [`${start}/**/*`, DEPENDENCIES];
      return [
        ...(isWithin(projectRoot, path) ? [WHOLE_PROJECT] : []),
        DEPENDENCIES,
        `${start}/*`,
        ...workspace.listUnowned(path).map((folder) => `{workspaceRoot}/${folder}/**/*`),
      ];
  }
}

/** What Nx calls a path or wildcard that is read as it is, whoever its files belong to. */
export function toWholeFilesets(path: string, { workspace }: FilesetQuestion): string[] {
  const start = nameFile(path, '.');
  switch (kindOf(path, workspace)) {
    case 'file':
      return [start];
    case 'folder':
    case 'projects':
      return [path === '.' ? '{workspaceRoot}/**/*' : `${start}/**/*`];
    case 'absent':
      return [start, `${start}/**/*`];
  }
}

/** Whether a wildcard takes files or folders shows when it is matched, and a file may be ignored or not there yet. */
function kindOf(path: string, workspace: FilesetQuestion['workspace']): PathKind {
  return /[*?[\\]/.test(path) ? 'absent' : workspace.kindOf(path);
}

/**
 * What Nx calls one file. A project at the root owns what no other project has, so there `{projectRoot}` would not
 * reach all that a path names.
 */
export function nameFile(path: string, projectRoot: string): string {
  const isOwn = projectRoot !== '.' && isWithin(path, projectRoot);
  return isOwn ? `{projectRoot}${path.slice(projectRoot.length)}` : `{workspaceRoot}/${path}`;
}
