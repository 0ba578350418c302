import { StageBuildError } from '@docker-stage-build/core';
import type { LoginWish } from '@docker-stage-build/registries';
import { parseImageOptions, toLoginWish } from '../../options';
import { formatError } from '../../report/format-error';
import { listEnvFiles } from '../../workspace/list-env-files';
import type { Project } from '../../workspace/workspace';
import { carryOut, type BuiltImage } from './build-image';
import { keepRunLogins, type KeptLogins } from '../logins/keep-run-logins';
import type { AskedImage } from '../prepare/draft-image';
import { knownSecrets } from '../../secrets/known-secrets';
import { mapAsCompleted } from './map-as-completed';
import { planBuilds, type PlanningSurroundings } from '../plan/plan-builds';
import type { PlannedBuild } from '../plan/planned-build';
import { settleEach, settleGroups, type Settled } from '../settle';

/** A task of a batch. */
export interface BatchTask {
  readonly id: string;
  readonly project: Project;
  /** Options as Nx gives them. */
  readonly options: unknown;
}

/** Takes a task's own log. */
export interface TaskLog {
  readonly write: (text: string) => void;
  readonly warn: (message: string) => void;
}

/** What became of a task. Nothing is thrown: what went wrong is in its log. */
export interface TaskEnd {
  readonly id: string;
  readonly success: boolean;
  readonly log: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number;
}

export interface ManySurroundings extends Omit<PlanningSurroundings, 'wish' | 'logins'> {
  /** Builds side by side. */
  readonly limit: number;
  /** Tells what became of an image. */
  readonly report: (built: BuiltImage, log: TaskLog) => Promise<void>;
}

/** Plans images together, then builds them side by side; each ends on its own, as soon as it can. */
export async function* buildMany(
  tasks: readonly BatchTask[],
  surroundings: ManySurroundings,
): AsyncGenerator<TaskEnd, void> {
  const started = Date.now();
  const logins = keepRunLogins(surroundings);
  try {
    const planned = await planMany(tasks, { ...surroundings, logins }).catch(
      (error: unknown): Unplanned[] => tasks.map(() => ({ error })),
    );
    yield* mapAsCompleted([...tasks.entries()], surroundings.limit, ([at, task]) => {
      const outcome = planned[at] as Settled<PlannedBuild> | Unplanned;
      if ('value' in outcome)
        return endTask(task, {
          startTime: Date.now(),
          work: (log) => buildOne(outcome.value, { ...surroundings, log, project: task.project }),
        });
      return endTask(task, { startTime: started, work: () => Promise.reject(outcome.error) });
    });
  } finally {
    await logins.close();
  }
}

/** A fault of ours while all were planned. */
interface Unplanned {
  readonly error: unknown;
}

/** An image, and the logins that its run is to have. */
interface AskedWithLogins extends AskedImage {
  readonly wished: LoginWish;
}

/** Plans all images that ask for one kind of runner, one base and the same logins at once: usually those are all. */
async function planMany(
  tasks: readonly BatchTask[],
  { logins, ...surroundings }: ManySurroundings & { readonly logins: KeptLogins },
): Promise<Settled<PlannedBuild>[]> {
  const place = { root: surroundings.workspace.root, env: surroundings.env };
  const asked = await settleEach(
    tasks.map((value) => ({ value })),
    ({ project, options: raw }): AskedWithLogins => {
      const options = parseImageOptions(raw, { project: project.name });
      return { project, options, wished: toLoginWish(options.login, place) };
    },
  );
  return settleGroups(asked, {
    keyOf: ({ options: { runnerKind, base }, wished }) =>
      JSON.stringify([runnerKind, base, wished]),
    work: async (images) => {
      const [{ options: wish, wished }] = images;
      return planBuilds(images, { ...surroundings, wish, logins: logins.open(wished) });
    },
  });
}

interface OwnSurroundings extends ManySurroundings {
  readonly project: Project;
  readonly log: TaskLog;
}

async function buildOne(
  planned: PlannedBuild,
  { workspace, project, env, signal, report, log }: OwnSurroundings,
): Promise<void> {
  for (const file of listEnvFiles(workspace.root, project)) {
    log.warn(
      `${file} is not read in a batch, as Nx reads the workspace's only: move what the image needs there, or build without --batch.`,
    );
  }
  await report(await carryOut(planned, { env, signal, ...log }), log);
}

/** Runs a task's work into a log of its own. */
async function endTask(
  { id }: BatchTask,
  {
    startTime,
    work,
  }: { readonly startTime: number; readonly work: (log: TaskLog) => Promise<void> },
): Promise<TaskEnd> {
  const parts: string[] = [];
  const log: TaskLog = {
    write: (text) => void parts.push(text),
    warn: (message) => void parts.push(`${message}\n`),
  };
  const success = await work(log).then(
    () => true,
    (error: unknown) => {
      log.warn(describeError(error));
      return false;
    },
  );
  return { id, success, log: knownSecrets.redact(parts.join('')), startTime, endTime: Date.now() };
}

/** An error that its user can mend is told without a stack; any other is ours, and its stack helps. */
function describeError(error: unknown): string {
  if (error instanceof StageBuildError) return formatError(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
