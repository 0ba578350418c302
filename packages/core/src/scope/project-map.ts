import { ownersOf, type OwnerOf } from '../plan/owners';

/** A project by its folder. */
export interface ProjectRoot {
  readonly name: string;
  /** Folder from the workspace root; `''` or `.` for the root itself. */
  readonly root: string;
}

/** Where the projects of a workspace lie; one map serves all images. */
export interface ProjectMap {
  readonly ownerOf: OwnerOf;
  /** Folder of a project; `''` is the workspace root, `null` a name that nobody has. */
  readonly rootOf: (project: string) => string | null;
  /** Whether a project lies below a folder. */
  readonly holdsProjects: (folder: string) => boolean;
}

/** Makes the look-ups from projects' folders. */
export function mapProjects(projects: readonly ProjectRoot[]): ProjectMap {
  const roots = new Map(projects.map(({ name, root }) => [name, root === '.' ? '' : root]));
  const holders = foldersAbove([...roots.values()]);
  return {
    ownerOf: ownersOf(projects),
    rootOf: (project) => roots.get(project) ?? null,
    holdsProjects: (folder) => holders.has(folder),
  };
}

/** Every folder that one of these lies in, the workspace root (`''`) included. */
export function foldersAbove(folders: readonly string[]): ReadonlySet<string> {
  const above = new Set<string>();
  for (const folder of folders) {
    for (let rest = folder; rest !== '';) {
      rest = rest.slice(0, Math.max(0, rest.lastIndexOf('/')));
      if (above.has(rest)) break;
      above.add(rest);
    }
  }
  return above;
}
