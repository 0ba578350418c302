import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { parseImageOptions } from '../../options';
import { formatCommands } from '../../report/format-commands';
import { formatResult } from '../../report/format-result';
import { formatSummary } from '../../report/format-summary';
import { logger } from '../../report/logger';
import { writeOutput } from '../../report/write-output';
import { buildImage } from '../../run/build-image';
import { tasksOf } from '../../workspace/tasks-of-run';
import { projectOf, readWorkspace } from '../../workspace/workspace';
import { runExecutor } from '../run-executor';

/** Executor `nx-docker-stage-build:build`: builds a project's image, with the cache of every stage. */
export default function buildExecutor(
  raw: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runExecutor(async (signal) => {
    const workspace = readWorkspace(context);
    const project = projectOf(context);
    const warn = (message: string) => logger.warn(message);
    const write = (text: string) => void process.stdout.write(text);
    const options = parseImageOptions(raw, { project: project.name });
    const tasks = tasksOf('nx-docker-stage-build:build', context);
    const surroundings = { workspace, wish: options, tasks, env: process.env, signal, write, warn };
    const { plan, job, cache, run } = await buildImage({ project, options }, surroundings);
    if (run === null) return write(formatCommands(plan, job));

    for (const { message } of run.result.warnings) warn(message);
    write(formatSummary({ plan, cache, ...run }));
    if (options.metadataFile !== undefined) {
      const path = join(workspace.root, options.metadataFile);
      await writeOutput(path, formatResult({ plan, cache, ...run }));
    }
  });
}
