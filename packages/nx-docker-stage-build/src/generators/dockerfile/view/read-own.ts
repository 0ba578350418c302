import { posix } from 'node:path';
import type { ProjectView } from './model';

/** Path of a file of the project, from the workspace root. */
export function ownPath({ project }: Pick<ProjectView, 'project'>, name: string): string {
  return posix.join(project.root, name);
}

/** Text of a file of the project. */
export function readOwn(view: ProjectView, name: string): string | null {
  return view.files.read(ownPath(view, name));
}

/** The first of these files that the project has. */
export function findOwn(view: ProjectView, names: readonly string[]): string | null {
  return names.find((name) => readOwn(view, name) !== null) ?? null;
}

/** The first file right in the project's folder whose name matches. */
export function matchOwn({ project, files }: ProjectView, pattern: RegExp): string | null {
  return [...files.list(project.root)].sort().find((name) => pattern.test(name)) ?? null;
}

/** The nearest folder, from the project's up to the root, that has one of these files; `null` where none has. */
export function findUp(
  { project, files }: ProjectView,
  names: readonly string[],
): { readonly folder: string; readonly name: string } | null {
  for (let folder = project.root; ; folder = posix.dirname(folder)) {
    const name = names.find((one) => files.read(posix.join(folder, one)) !== null);
    if (name !== undefined) return { folder, name };
    if (folder === '.') return null;
  }
}

/** A JSON file's content; `null` where there is none or it is not JSON. */
export function readJson<T>(view: ProjectView, path: string): T | null {
  try {
    return JSON.parse(view.files.read(path) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
