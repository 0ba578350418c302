import type { TargetConfiguration } from '@nx/devkit';
import type { PluginOptions } from '../options';

export interface ImageFacts {
  readonly inputs: NonNullable<TargetConfiguration['inputs']>;
  /** Whether the Dockerfile copies outputs of the project's `build`. */
  readonly needsBuild: boolean;
}

/**
 * The targets of a project that has a Dockerfile.
 *
 * `cache` is off and says so: a hit of Nx's cache would claim an image that may be in no engine and no registry. What
 * has not changed comes from the caches of its stages.
 */
export function imageTargets(
  options: PluginOptions,
  { inputs, needsBuild }: ImageFacts,
): Record<string, TargetConfiguration> {
  const { targetName, planTargetName, repositoriesTargetName, dockerfile, dependsOn, defaults } =
    options;
  const before = dependsOn ?? (needsBuild ? ['build'] : []);
  const common = {
    options: {
      ...(dockerfile !== 'Dockerfile' && { dockerfile: `{projectRoot}/${dockerfile}` }),
      ...defaults,
    },
    inputs: [
      ...inputs,
      ...(before.length > 0 ? [{ dependentTasksOutputFiles: '**/*', transitive: true }] : []),
    ],
    dependsOn: [...before],
    cache: false,
    parallelism: true,
  };
  return {
    [targetName]: {
      ...common,
      executor: 'nx-docker-stage-build:build',
      metadata: { description: `Build the image of ${dockerfile}`, technologies: ['docker'] },
    },
    [planTargetName]: {
      ...common,
      executor: 'nx-docker-stage-build:plan',
      metadata: {
        description: 'Say what would happen to each stage of the image, and why',
        technologies: ['docker'],
      },
    },
    ...(repositoriesTargetName !== undefined && {
      [repositoriesTargetName]: {
        executor: 'nx-docker-stage-build:ensure-repositories',
        options: common.options,
        cache: false,
        parallelism: true,
        metadata: {
          description: 'Make the repositories of the image in Amazon ECR',
          technologies: ['docker'],
        },
      },
    }),
  };
}
