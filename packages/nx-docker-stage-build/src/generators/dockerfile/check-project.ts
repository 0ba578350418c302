import { StageBuildError } from '@docker-stage-build/core';
import type { DockerfileOptions } from '../../options';
import type { ProjectFacts } from './view/model';

/** Targets that only what runs by itself has. */
const RUNS = ['start', 'serve', 'dev', 'preview', 'start:prod'];

/**
 * Refuses a library. Nx takes every package outside of its folder of apps for one, so a target that runs it says more.
 * @throws StageBuildError PROJECT_IS_LIBRARY
 */
export function checkIsApp(
  { name, type, targets }: ProjectFacts,
  { preset, command }: Pick<DockerfileOptions, 'preset' | 'command'>,
): void {
  if (type !== 'library' || preset || command || RUNS.some((run) => run in targets)) return;
  throw new StageBuildError(
    'PROJECT_IS_LIBRARY',
    `${name} is a library: no image is made of it alone.`,
    {
      hint: 'Name the app that uses it. If it does run by itself, say as what: --preset=node.',
      project: name,
    },
  );
}
