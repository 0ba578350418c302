import type { ExecutorContext } from '@nx/devkit';
import { StageBuildError } from '@docker-stage-build/core';
import { openRepository } from '../../git/repository';
import { parseRepositoriesOptions } from '../../options';
import { formatError } from '../../report/format-error';
import { formatRepositories } from '../../report/format-repositories';
import { logger } from '../../report/logger';
import { chooseImages } from '../../run/plan/choose-images';
import {
  ensureImages,
  type AskedRepositories,
  type EnsuredImages,
} from '../../run/repositories/ensure-images';
import { siblingsOf } from '../../workspace/tasks-of-run';
import { projectOf, readWorkspace } from '../../workspace/workspace';
import { runExecutor } from '../run-executor';

const EXECUTOR = 'nx-docker-stage-build:ensure-repositories';

/** Executor `nx-docker-stage-build:ensure-repositories`: makes the repositories of images in Amazon ECR, or says what is amiss. */
export default function ensureExecutor(
  raw: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runExecutor(async (signal) => {
    const workspace = readWorkspace(context);
    const project = projectOf(context);
    const wish = parseRepositoriesOptions(raw, { project: project.name });
    const asked: AskedRepositories[] = wish.images
      ? chooseImages(wish.images, siblingsOf(EXECUTOR, context)).map((task) => ({
          project: task.project,
          options: parseRepositoriesOptions(task.options, { project: task.project.name }),
        }))
      : [{ project, options: wish }];
    const ensured = await ensureImages(asked, {
      ...{ workspace, wish, signal, env: process.env, now: Date.now() },
      repository: openRepository(workspace.root),
      warn: (message) => logger.warn(message),
    });
    process.stdout.write(formatRepositories(ensured.repositories, wish));
    const [error, ...others] = listErrors(ensured, wish);
    for (const other of others) logger.error(formatError(other));
    if (error) throw error;
  });
}

function listErrors(
  { errors, repositories }: EnsuredImages,
  { failOnDrift }: { readonly failOnDrift: boolean },
): StageBuildError[] {
  const failed = repositories.flatMap(({ outcome }) => ('error' in outcome ? [outcome.error] : []));
  const drifted = repositories.filter(
    ({ outcome }) => 'value' in outcome && outcome.value.drift.length > 0,
  );
  const drift = new StageBuildError(
    'REPOSITORY_DRIFT',
    `Repositories differ from what was asked for: ${drifted.map(({ key }) => key).join(', ')}.`,
    { hint: 'Change them with `--ecr.update`, or correct the option `ecr`.' },
  );
  return [...errors, ...failed, ...(failOnDrift && drifted.length > 0 ? [drift] : [])];
}
