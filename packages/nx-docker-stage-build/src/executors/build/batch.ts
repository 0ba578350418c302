import { availableParallelism, freemem } from 'node:os';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { logger } from '../../report/logger';
import { buildMany, type TaskEnd } from '../../run/build/build-many';
import { listenForSignals } from '../../run/build/cancel-on-signal';
import { limitBuilds, readParallel } from '../../run/build/limit-builds';
import { tasksOf } from '../../workspace/tasks-of-run';
import { projectOf, readWorkspace } from '../../workspace/workspace';
import { reportBuilt } from './report-built';

/** What Nx is told of a task of a batch; its log is printed as soon as the task has ended. */
export interface BatchAnswer {
  readonly task: string;
  readonly result: {
    readonly success: boolean;
    readonly terminalOutput: string;
    /** Milliseconds since the epoch. */
    readonly startTime: number;
    readonly endTime: number;
  };
}

/**
 * Batch executor `nx-docker-stage-build:build` (`nx affected -t image --batch`): plans all images of a run at once, then builds
 * them side by side (DESIGN D5). It throws nothing and answers for every task: Nx fails all tasks of a batch that throws, and
 * runs those again that it hears nothing of.
 */
export default async function* buildBatch(
  { tasks }: TaskGraph,
  rawOptions: Readonly<Record<string, unknown>>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchAnswer, void> {
  const workspace = readWorkspace(context);
  const cancellation = listenForSignals();
  const cores = availableParallelism();
  const parallel = process.env['NX_PARALLEL'] ?? context.nxJsonConfiguration?.parallel;
  try {
    const jobs = Object.values(tasks).map(({ id, target }) => ({
      id,
      project: projectOf({ ...context, projectName: target.project }),
      options: rawOptions[id],
    }));
    const ends = buildMany(jobs, {
      workspace,
      tasks: tasksOf('nx-docker-stage-build:build', context),
      env: process.env,
      now: Date.now(),
      signal: cancellation.signal,
      warn: (message) => logger.warn(message),
      limit: limitBuilds({ asked: readParallel(parallel, cores), cores, freeBytes: freemem() }),
      report: (built, log) => reportBuilt(built, { root: workspace.root, ...log }),
    });
    for await (const end of ends) yield toAnswer(end);
  } finally {
    cancellation.end();
  }
}

function toAnswer({ id, success, log, startTime, endTime }: TaskEnd): BatchAnswer {
  return { task: id, result: { success, terminalOutput: log, startTime, endTime } };
}
