import { StageBuildError } from '@docker-stage-build/core';
import type { DockerfileOptions } from '../../options';
import type { ProjectView } from './view/model';

/** Targets that only what runs by itself has. */
const RUNS = ['start', 'serve', 'dev', 'preview', 'start:prod'];

/**
 * Refuses a library: what Nx says is one, and what Nx says nothing of and other projects use. Nx takes every package outside of its folder of
 * apps for one, so a target that runs it says more.
 * @throws StageBuildError PROJECT_IS_LIBRARY
 */
export function checkIsApp(
  { project: { name, type, targets }, dependents }: Pick<ProjectView, 'project' | 'dependents'>,
  { preset, command }: Pick<DockerfileOptions, 'preset' | 'command'>,
): void {
  const isLibrary = type === 'library' || (type === null && dependents.length > 0);
  if (!isLibrary || preset || command || RUNS.some((run) => run in targets)) return;
  throw new StageBuildError(
    'PROJECT_IS_LIBRARY',
    `${name} is a library: no image is made of it alone.`,
    {
      hint: `${dependents.length > 0 ? `It is used by ${dependents.join(', ')}. ` : ''}If it does run by itself, say as what: --preset=node.`,
      project: name,
    },
  );
}

/** What means something else in COPY or in a shell: spaces, quotes, wildcards, variables. */
const SPECIAL = /[\s"'`$\\*?[\]#&;|<>(){}~^]/;

/**
 * Refuses folders that would have to be written in another way wherever a Dockerfile names them. Names of projects may be any.
 * @throws StageBuildError PROJECT_FOLDER_UNFIT
 */
export function checkFolders({
  project,
  dependencies,
}: Pick<ProjectView, 'project' | 'dependencies'>): void {
  const unfit = [project, ...dependencies].find(({ root }) => SPECIAL.test(root));
  if (unfit === undefined) return;
  throw new StageBuildError(
    'PROJECT_FOLDER_UNFIT',
    `The folder "${unfit.root}" has characters that mean something else in a Dockerfile.`,
    {
      hint: `Move ${unfit.name} into a folder with letters, digits, ".", "-" and "_"; its name may stay. Or write the Dockerfile by hand, with COPY ["from", "to"].`,
      project: project.name,
    },
  );
}
