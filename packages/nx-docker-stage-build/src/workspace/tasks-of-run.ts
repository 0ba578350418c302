import type { ExecutorContext } from '@nx/devkit';

/** The executor whose tasks build images. */
export const BUILD_EXECUTOR = 'nx-docker-stage-build:build';

/** A task that builds an image, with its options as written. */
export interface ImageTask {
  readonly project: { readonly name: string; readonly root: string };
  readonly options: Readonly<Record<string, unknown>>;
}

/** The tasks of this run that build images of other projects. Without a task graph there is nothing else in the run. */
export function otherImageTasks({
  projectName,
  projectsConfigurations: { projects },
  taskGraph,
}: ExecutorContext): ImageTask[] {
  return Object.values(taskGraph?.tasks ?? {}).flatMap(({ target, overrides }) => {
    const root = projects[target.project]?.root;
    const found = projects[target.project]?.targets?.[target.target];
    if (target.project === projectName || root === undefined) return [];
    if (found?.executor !== BUILD_EXECUTOR) return [];
    const configured = found.configurations?.[target.configuration ?? ''] as object | undefined;
    const { __overrides_unparsed__: _, ...asked } = overrides ?? {};
    const options = { ...found.options, ...configured, ...asked };
    return [{ project: { name: target.project, root }, options }];
  });
}
