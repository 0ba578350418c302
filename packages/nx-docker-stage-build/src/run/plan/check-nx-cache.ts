import { StageBuildError } from '@docker-stage-build/core';
import type { ImageOptions } from '../../options';
import type { ImageTask } from '../../workspace/tasks-of-run';

type Results = Pick<ImageOptions, 'push' | 'load' | 'dryRun'>;

/**
 * Makes sure that Nx's cache never answers for an image: it says that a task ran some time, somewhere, and restores files, not
 * what a registry or an engine held then. Nx keeps successes only, so that where this fails there is never a hit. A task whose results
 * are files may be cached: Nx brings those back.
 * @throws StageBuildError NX_CACHE_ON
 */
export function checkNxCache(
  { project, options }: { readonly project: string; readonly options: Results },
  tasks: readonly Pick<ImageTask, 'project' | 'isCached'>[],
): void {
  if (options.dryRun || !(options.push || options.load)) return;
  if (!tasks.some((task) => task.isCached && task.project.name === project)) return;
  throw new StageBuildError(
    'NX_CACHE_ON',
    'Nx caches this task. A hit would claim an image that may be in no registry and in no engine any more.',
    {
      project,
      hint: 'Remove `cache: true` from the target, or from targetDefaults in nx.json. What has not changed is taken from the caches of stages.',
    },
  );
}
