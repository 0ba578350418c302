import type { ExecutorContext, Target } from '@nx/devkit';
import type { z } from 'zod';
import { planOptions, repositoriesOptions, resolveAliases } from '../options';
import type { Project } from './workspace';

/** Executors of this plugin. */
export type Executor = `nx-docker-stage-build:${'build' | 'plan' | 'ensure-repositories'}`;

type Options = Readonly<Record<string, unknown>>;

/** A task for an image, with its options as written. */
export interface ImageTask {
  readonly project: Project;
  readonly options: Options;
  /** Whether Nx's cache may answer for the task. */
  readonly isCached: boolean;
}

type RunContext = Pick<ExecutorContext, 'projectsConfigurations' | 'taskGraph'>;

/** The tasks of this run that an executor carries out. Without a task graph nothing is known of the run. */
export function tasksOf(executor: Executor, context: RunContext): ImageTask[] {
  return Object.values(context.taskGraph?.tasks ?? {}).flatMap(({ target, overrides }) => {
    const task = taskOf(target, context);
    if (task?.executor !== executor) return [];
    return [{ ...task, options: { ...task.options, ...withoutUnparsed(overrides) } }];
  });
}

/**
 * The same target of every project that has it, with the options of the command line, whatever this run carries out.
 */
export function siblingsOf(
  executor: Executor,
  context: RunContext & Pick<ExecutorContext, 'projectName' | 'targetName' | 'configurationName'>,
): ImageTask[] {
  const { targetName: target = '', configurationName: configuration } = context;
  const own = Object.values(context.taskGraph?.tasks ?? {}).find(
    (task) => task.target.project === context.projectName && task.target.target === target,
  );
  return Object.keys(context.projectsConfigurations.projects).flatMap((project) => {
    const task = taskOf({ project, target, configuration }, context);
    if (task?.executor !== executor) return [];
    return [{ ...task, options: { ...task.options, ...withoutUnparsed(own?.overrides) } }];
  });
}

function taskOf(
  { project, target, configuration }: Target,
  { projectsConfigurations: { projects } }: RunContext,
): (ImageTask & { readonly executor: string | undefined }) | null {
  const root = projects[project]?.root;
  const found = projects[project]?.targets?.[target];
  if (root === undefined || !found) return null;
  const configured = found.configurations?.[configuration ?? ''] as Options | undefined;
  const options: Options = {
    ...resolveAliases(found.options ?? {}),
    ...resolveAliases(configured ?? {}),
  };
  const { executor, cache } = found;
  return { project: { name: project, root }, executor, options, isCached: cache === true };
}

/**
 * Options of the command line. Nx reads those of its own task by the schema, these are as they were written: `--push=true` is text, and
 * `--git-labels` has its hyphen, and `--targetStage` is not yet `target`.
 */
function withoutUnparsed(overrides: Options = {}): object {
  const { __overrides_unparsed__: _, ...asked } = overrides;
  const camelCased = Object.entries(asked).map(([written, value]) => [
    written.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  const named = resolveAliases(Object.fromEntries(camelCased) as Options);
  return Object.fromEntries(
    Object.entries(named).map(([name, value]) => [name, readBoolean(name, value)]),
  );
}

const OPTIONS: Readonly<Record<string, z.ZodType>> = {
  ...planOptions.shape,
  ...repositoriesOptions.shape,
};

/** Text becomes a boolean where the option takes that and not the text. */
function readBoolean(name: string, value: unknown): unknown {
  if (value !== 'true' && value !== 'false') return value;
  const option = OPTIONS[name];
  const meant = value === 'true';
  const isBoolean = option && !option.safeParse(value).success && option.safeParse(meant).success;
  return isBoolean ? meant : value;
}
