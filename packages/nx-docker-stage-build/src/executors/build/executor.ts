import { join } from 'node:path';
import { logger, type ExecutorContext } from '@nx/devkit';
import { parseImageOptions } from '../../options';
import { formatCommands } from '../../report/format-commands';
import { formatResult } from '../../report/format-result';
import { formatSummary } from '../../report/format-summary';
import { writeOutput } from '../../report/write-output';
import { buildImage } from '../../run/build-image';
import { otherImageTasks } from '../../workspace/tasks-of-run';
import { readWorkspace } from '../../workspace/workspace';
import { runExecutor } from '../run-executor';

/** Executor `nx-docker-stage-build:build`: builds a project's image, with the cache of every stage. */
export default function buildExecutor(
  raw: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runExecutor(async (signal) => {
    const workspace = readWorkspace(context);
    const warn = (message: string) => logger.warn(message);
    const write = (text: string) => void process.stdout.write(text);
    const options = parseImageOptions(raw, { project: workspace.project.name });
    const others = otherImageTasks(context);
    const surroundings = { workspace, others, env: process.env, signal, write, warn };
    const { plan, job, cache, run } = await buildImage(options, surroundings);
    if (run === null) return write(formatCommands(plan, job));

    for (const { message } of run.result.warnings) warn(message);
    write(formatSummary({ plan, cache, ...run }));
    if (options.metadataFile !== undefined) {
      const path = join(workspace.root, options.metadataFile);
      await writeOutput(path, formatResult({ plan, cache, ...run }));
    }
  });
}
