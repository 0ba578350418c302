import { posix } from 'node:path';
import type { ProjectView } from '../view/model';
import { outputsOf } from './build';
import type { Packages } from './packages';

/** What COPY brings of workspace packages that the app loads when it runs, beside their package.json. */
export interface RuntimeFiles {
  /** Paths that the build made. */
  readonly built: readonly string[];
  /** Folders of packages that nothing builds. */
  readonly sources: readonly string[];
}

/** Finds what the app loads of other workspace packages: `node_modules` only has links to them. */
export function runtimeFiles(
  { dependencies }: ProjectView,
  { members }: Pick<Packages, 'members'>,
): RuntimeFiles {
  const packages = dependencies.filter(({ root }) => members.includes(root));
  return {
    built: packages
      .filter(({ targets }) => 'build' in targets)
      .flatMap((one) => {
        const outputs = outputsOf(one);
        return outputs.length > 0 ? outputs : [posix.join(one.root, 'dist')];
      }),
    sources: packages.filter(({ targets }) => !('build' in targets)).map(({ root }) => root),
  };
}
