import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { NO_COLORS } from '@docker-stage-build/core';
import { openRepository } from '../../git/repository';
import { parsePlanOptions } from '../../options';
import { formatError } from '../../report/format-error';
import { formatPlan } from '../../report/format-plan';
import { logger } from '../../report/logger';
import { terminalPalette } from '../../report/terminal-palette';
import { writeOutput } from '../../report/write-output';
import {
  chooseImages,
  chooseSameFile,
  outputFileOf,
  toAsked,
  type AskedPlan,
} from '../../run/plan/choose-images';
import { planTogether } from '../../run/plan/plan-together';
import { siblingsOf, tasksOf } from '../../workspace/tasks-of-run';
import { projectOf, readWorkspace } from '../../workspace/workspace';
import { runExecutor } from '../run-executor';

const EXECUTOR = 'nx-docker-stage-build:plan';

/** Executor `nx-docker-stage-build:plan`: says what would happen to each stage, and why. */
export default function planExecutor(
  raw: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runExecutor(async (signal) => {
    const { env } = process;
    const workspace = readWorkspace(context);
    const project = projectOf(context);
    const own: AskedPlan = { project, options: parsePlanOptions(raw, { project: project.name }) };
    const repository = openRepository(workspace.root);
    const facts = { root: workspace.root, revision: await repository.revision(), env };
    const file = outputFileOf(own, facts);
    const asked = own.options.images
      ? toAsked(chooseImages(own.options.images, siblingsOf(EXECUTOR, context)))
      : chooseSameFile(own, { ...facts, tasks: tasksOf(EXECUTOR, context) });
    const warn = (message: string) => logger.warn(message);
    const { plan, jobs, failures } = await planTogether(asked, {
      wish: own.options,
      workspace,
      repository,
      env,
      now: Date.now(),
      signal,
      warn,
    });
    // Those of other tasks of the run are theirs to tell.
    const [failure, ...others] = failures.filter(
      (failed) => own.options.images || failed.project === project.name,
    );
    for (const { error } of others) logger.error(formatError(error));
    if (failure && plan.images.length === 0) throw failure.error;

    const palette = file === undefined ? terminalPalette() : NO_COLORS;
    const text = formatPlan(plan, { format: own.options.format, palette, jobs });
    if (file === undefined) process.stdout.write(text);
    else await writeOutput(resolve(workspace.root, file), text);
    if (failure) throw failure.error;
  });
}
