import type { TargetConfiguration } from '@nx/devkit';
import { EXECUTOR } from '../../configuration/merge-target';
import { translateContainerOptions } from './container-options';
import type { Raw, Translate } from './model';

/** Executors of other tools that build an image from a Dockerfile. */
const CONTAINER = ['@nx-tools/nx-container:build', '@nx-tools/nx-docker:build'];

export interface MigratedTarget {
  readonly target: TargetConfiguration;
  readonly lost: readonly string[];
}

/** Whether an executor, or a key of `targetDefaults`, is one of a tool that is migrated from. */
export function isForeign(executor: string | undefined): boolean {
  return CONTAINER.includes(executor ?? '');
}

/**
 * A target of another tool as a target of ours, under its name; `null` for a target that is none of these.
 *
 * @param inferred how options are read of one that adds to a target which another tool's plugin inferred; `null` where it does not
 */
export function migrateTarget(
  target: TargetConfiguration,
  { inferred }: { readonly inferred: Translate | null },
): MigratedTarget | null {
  if (isForeign(target.executor)) return translateTarget(target, translateContainerOptions);
  const builds =
    target.executor === undefined &&
    /^docker (buildx )?build\b/.test(target.command ?? 'docker build');
  return inferred && builds ? translateTarget(target, inferred) : null;
}

/** The same for a target of `targetDefaults`, whose key may be all that says what runs. */
export function translateTarget(target: TargetConfiguration, translate: Translate): MigratedTarget {
  const { executor: _, command, cache, options, configurations, ...rest } = target;
  const main = translate({ ...(options as Raw), ...(command && { command }) });
  const named = Object.entries((configurations ?? {}) as Record<string, Raw>).map(
    ([name, value]) => ({ name, ...translate(value) }),
  );
  return {
    target: {
      executor: EXECUTOR,
      ...rest,
      ...(Object.keys(main.options).length > 0 && { options: main.options }),
      ...(named.length > 0 && {
        configurations: Object.fromEntries(named.map(({ name, options: own }) => [name, own])),
      }),
    },
    lost: [
      ...(cache ? ['`cache`: a hit of Nx would claim an image that may be gone'] : []),
      ...main.lost,
      ...named.flatMap(({ name, lost }) => lost.map((text) => `${name}: ${text}`)),
    ],
  };
}
