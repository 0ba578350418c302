import { isDeepStrictEqual } from 'node:util';
import type { TargetConfiguration } from '@nx/devkit';
import { StageBuildError } from '@docker-stage-build/core';
import type { ConfigurationOptions } from '../../options';
import { imageConfigurations } from './image-configurations';

/** Executor of images. */
export const EXECUTOR = 'nx-docker-stage-build:build';

export interface TargetFacts {
  readonly options: ConfigurationOptions;
  /** `api:image`, for messages. */
  readonly task: string;
  /** Whether the plugin infers the target, so that the project says only what is special. */
  readonly inferred: boolean;
}

export interface MergedTarget {
  readonly target: TargetConfiguration;
  /** Configurations that were there with other contents, and stay. */
  readonly kept: readonly string[];
}

/**
 * Puts configurations into a target; what else it has stays.
 * @throws StageBuildError OPTION_INVALID when the target is none of an image
 */
export function mergeTarget(
  target: TargetConfiguration | undefined,
  { options, task, inferred }: TargetFacts,
): MergedTarget {
  checkExecutor(target, task);
  const before = (target?.configurations ?? {}) as Record<string, unknown>;
  const known = imageConfigurations(options);
  const wanted = options.configurations.map((name) => [name, known[name]] as const);
  const kept = wanted
    .filter(([name, value]) => name in before && !isDeepStrictEqual(before[name], value))
    .map(([name]) => name)
    .filter(() => !options.force);
  const added = wanted.filter(([name]) => !kept.includes(name));
  return {
    target: {
      ...(inferred ? {} : { executor: EXECUTOR }),
      ...target,
      ...(options.stage !== undefined && {
        options: { ...(target?.options as object | undefined), target: options.stage },
      }),
      configurations: { ...before, ...Object.fromEntries(added) },
      ...(options.default !== undefined && { defaultConfiguration: options.default }),
    },
    kept,
  };
}

function checkExecutor(target: TargetConfiguration | undefined, task: string): void {
  const runs = target?.executor ?? target?.command;
  if (runs === undefined || runs === EXECUTOR) return;
  throw new StageBuildError(
    'OPTION_INVALID',
    `${task} is no target of an image: it runs ${runs}.`,
    {
      hint: 'Choose another name with --targetName, or turn it into one: nx g nx-docker-stage-build:init --migrate.',
    },
  );
}
