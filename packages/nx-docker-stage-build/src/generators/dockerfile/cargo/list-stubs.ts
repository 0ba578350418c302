import { posix } from 'node:path';
import type { ProjectFiles } from '../view/model';
import { pathOf, type CargoPackage } from './find-programs';

/**
 * Lists the files that Cargo has to find to compile what a package depends on: those that its manifest names, and one for a program and a
 * library each, whether it has them or not.
 * @returns paths from the workspace root
 */
export function listStubs(one: CargoPackage, files: ProjectFiles): string[] {
  const { folder, manifest } = one;
  const build = manifest.build ?? 'build.rs';
  const paths = [
    'src/main.rs',
    'src/lib.rs',
    ...manifest.targets.map((target) => pathOf(target, { ...one, files })),
    ...(files.read(posix.join(folder, build)) === null ? [] : [build]),
  ];
  return [...new Set(paths.map((path) => posix.join(folder, path)))];
}
