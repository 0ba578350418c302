import type { ExecutorContext } from '@nx/devkit';
import { parseImageOptions } from '../../options';
import { logger } from '../../report/logger';
import { buildImage } from '../../run/build/build-image';
import { tasksOf } from '../../workspace/tasks-of-run';
import { projectOf, readWorkspace } from '../../workspace/workspace';
import { knownSecrets } from '../../secrets/known-secrets';
import { runExecutor } from '../run-executor';
import { reportBuilt } from './report-built';

/** Executor `nx-docker-stage-build:build`: builds a project's image, with the cache of every stage. */
export default function buildExecutor(
  raw: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runExecutor(async (signal) => {
    const workspace = readWorkspace(context);
    const project = projectOf(context);
    const options = parseImageOptions(raw, { project: project.name });
    const tasks = tasksOf('nx-docker-stage-build:build', context);
    const log = {
      write: (text: string) => void process.stdout.write(knownSecrets.redact(text)),
      warn: (message: string) => logger.warn(message),
    };
    const clock = { env: process.env, now: Date.now() };
    const surroundings = { workspace, wish: options, tasks, ...clock, signal, ...log };
    const built = await buildImage({ project, options }, surroundings);
    await reportBuilt(built, { root: workspace.root, ...log });
  });
}
