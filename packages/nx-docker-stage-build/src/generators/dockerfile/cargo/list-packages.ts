import { posix } from 'node:path';
import { isWithin } from '../../../workspace/is-within';
import { expandFolders } from '../view/expand-folders';
import type { ProjectView } from '../view/model';
import type { CargoPackage } from './find-programs';
import { readManifest } from './read-manifest';

/**
 * Lists the packages whose manifests Cargo reads with a lockfile: what stands beside it, members of the workspace, packages that members
 * are compiled with, and projects of Nx below it.
 * @param folder of the lockfile
 * @returns that of the lockfile first
 */
export function listPackages({ projects, files }: ProjectView, folder: string): CargoPackage[] {
  const members = (readManifest(folder, files)?.members ?? []).flatMap((pattern) =>
    expandFolders(posix.join(folder, pattern), files),
  );
  const known = new Map<string, CargoPackage>();
  const waiting = [
    folder,
    ...[
      ...projects.map(({ root }) => root).filter((root) => isWithin(root, folder)),
      ...members,
    ].sort(),
  ];
  // A list hands out what is added while it is walked.
  for (const one of waiting) {
    const manifest = known.has(one) ? null : readManifest(one, files);
    if (!manifest) continue;
    known.set(one, { folder: one, manifest });
    const needed = manifest.pathDependencies.map((path) => posix.join(one, path));
    waiting.push(...needed.filter((path) => !path.startsWith('..')));
  }
  const [first, ...others] = known.values();
  return first ? [first, ...others.sort((a, b) => (a.folder < b.folder ? -1 : 1))] : [];
}
