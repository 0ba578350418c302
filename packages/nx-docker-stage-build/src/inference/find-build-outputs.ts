import { posix } from 'node:path';
import { isWithin } from '../workspace/is-within';

/** Where the build tools of Nx's own plugins put what they make, from a project's root. */
const OUTPUT_FOLDERS = ['dist', 'build', 'out', '.next', '.nuxt', '.output'];

/**
 * Whether a Dockerfile copies what the project's `build` makes outside of the image: `apps/api/dist` or
 * `dist/apps/api`.
 */
export function readsBuildOutputs(paths: readonly string[], projectRoot: string): boolean {
  const folders = [
    ...OUTPUT_FOLDERS.map((folder) => posix.join(projectRoot, folder)),
    posix.join('dist', projectRoot),
  ];
  return paths.some((path) => folders.some((folder) => isWithin(path, folder)));
}
