import type { TargetConfiguration } from '@nx/devkit';
import { EXECUTOR } from '../../configuration/merge-target';
import { translateContainerOptions } from './container-options';
import { translateDockerArguments } from './docker-arguments';
import type { Translation } from './model';

/** Executors of other tools that build an image from a Dockerfile. */
const CONTAINER = ['@nx-tools/nx-container:build', '@nx-tools/nx-docker:build'];

type Options = Readonly<Record<string, unknown>>;
type Translate = (options: Options) => Translation;

export interface MigratedTarget {
  readonly target: TargetConfiguration;
  readonly lost: readonly string[];
}

/**
 * A target of another tool as a target of ours, under its name; `null` for a target that is none of these.
 *
 * @param dockerTarget whether it adds to the target that `@nx/docker` infers
 */
export function migrateTarget(
  target: TargetConfiguration,
  { dockerTarget }: { readonly dockerTarget: boolean },
): MigratedTarget | null {
  if (CONTAINER.includes(target.executor ?? '')) {
    return translateTarget(target, translateContainerOptions);
  }
  const builds =
    target.executor === undefined &&
    /^docker (buildx )?build\b/.test(target.command ?? 'docker build');
  return dockerTarget && builds ? translateTarget(target, translateDockerTarget) : null;
}

function translateTarget(target: TargetConfiguration, translate: Translate): MigratedTarget {
  const { executor: _, command, cache, options, configurations, ...rest } = target;
  const main = translate({ ...(options as Options), ...(command && { command }) });
  const named = Object.entries((configurations ?? {}) as Record<string, Options>).map(
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

/** Options of the target that `@nx/docker` infers: `docker build .` in a folder, with arguments. */
export function translateDockerTarget({
  args = [],
  cwd,
  command = '',
  ...others
}: Options): Translation {
  const words = String(command).replace(/^docker (buildx )?build\b/, '');
  const { options, lost } = translateDockerArguments([
    words,
    ...(Array.isArray(args) ? args : [args]).map(String),
  ]);
  return {
    options: {
      // Docker's default context there is the folder that it runs in.
      context: typeof cwd === 'string' ? cwd : '{projectRoot}',
      ...options,
    },
    lost: [...lost, ...Object.keys(others).map((name) => `the option "${name}" of the target`)],
  };
}
