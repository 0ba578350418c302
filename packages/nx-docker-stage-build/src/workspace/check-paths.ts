import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ignoreFilesOf, StageBuildError, type ImageRequest } from '@docker-stage-build/core';

type Paths = Pick<ImageRequest, 'project' | 'dockerfile' | 'context'>;

/**
 * Checks where an image's context, Dockerfile and ignore files lie once links are followed: trees do not follow them, and
 * an engine follows an ignore file only within the folder that it is sent.
 * @throws StageBuildError CONTEXT_NOT_FOUND or CONTEXT_OUTSIDE_WORKSPACE
 */
export function checkPaths(root: string, request: Paths): void {
  const { project, dockerfile, context } = request;
  const folder = join(root, context);
  if (!existsSync(folder)) {
    throw new StageBuildError('CONTEXT_NOT_FOUND', `There is no folder ${context}.`, {
      project,
      hint: 'Correct the option `context`: it counts from the workspace root.',
    });
  }
  const real = realpathSync(root);
  const place = realpathSync(folder);
  if (relative(place, join(real, context)) !== '') {
    const where = isBelow(place, real) ? `at ${relative(real, place)}` : 'outside of the workspace';
    throw outside(project, `The context ${context} is behind a symbolic link: it lies ${where}.`);
  }
  if (existsSync(join(root, dockerfile)) && !isBelow(realpathSync(join(root, dockerfile)), real)) {
    throw outside(
      project,
      `The Dockerfile ${dockerfile} is a link that leads out of the workspace.`,
    );
  }
  for (const path of ignoreFilesOf(request)) {
    const file = join(root, path);
    if (!existsSync(file) || isBelow(realpathSync(file), realpathSync(dirname(file)))) continue;
    throw outside(
      project,
      `The ignore file ${path} is a link that leads out of its folder, where no engine follows it.`,
    );
  }
}

function outside(project: string, message: string): StageBuildError {
  return new StageBuildError('CONTEXT_OUTSIDE_WORKSPACE', message, {
    project,
    hint: 'Name the place itself, in the workspace. What lies outside can be a named context: `contexts`.',
  });
}

function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`);
}
