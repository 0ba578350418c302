import { posix } from 'node:path';
import type { ProjectFiles, ProjectView } from '../view/model';
import type { CargoPackage } from './find-programs';
import { readManifest } from './read-manifest';

/**
 * Lists the packages whose manifests Cargo reads with a lockfile: what stands beside it, members of the workspace, packages that members
 * are compiled with, and projects of Nx below it.
 * @param folder of the lockfile
 * @returns that of the lockfile first
 */
export function listPackages({ projects, files }: ProjectView, folder: string): CargoPackage[] {
  const isBelow = (one: string): boolean => folder === '.' || one.startsWith(`${folder}/`);
  const members = (readManifest(folder, files)?.members ?? []).flatMap((pattern) =>
    expand(posix.join(folder, pattern), files),
  );
  const known = new Map<string, CargoPackage>();
  const waiting = [
    folder,
    ...[...projects.map(({ root }) => root).filter(isBelow), ...members].sort(),
  ];
  // A list hands out what is added while it is walked.
  for (const one of waiting) {
    const manifest = known.has(one) ? null : readManifest(one, files);
    if (!manifest) continue;
    known.set(one, { folder: one, manifest });
    const needed = manifest.pathDependencies.map((path) => posix.join(one, path));
    waiting.push(...needed.filter(isBelow));
  }
  const [first, ...others] = known.values();
  return first ? [first, ...others.sort((a, b) => (a.folder < b.folder ? -1 : 1))] : [];
}

/** Folders that match a pattern such as `libs/*`. */
function expand(pattern: string, { list }: ProjectFiles): string[] {
  return pattern.split('/').reduce<string[]>(
    (folders, part) => {
      if (!/[*?]/.test(part)) return folders.map((folder) => posix.join(folder, part));
      const source = part
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*+/g, '.*')
        .replaceAll('?', '.');
      const matches = new RegExp(`^${source}$`);
      return folders.flatMap((folder) =>
        list(folder)
          .filter((name) => matches.test(name))
          .map((name) => posix.join(folder, name)),
      );
    },
    ['.'],
  );
}
