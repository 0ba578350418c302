import type { NxJsonConfiguration } from '@nx/devkit';
import type { RawImageOptions } from '../../../options';
import { findPlugin, nameOf, PLUGIN } from '../../nx-json';
import { translateDockerTarget } from './migrate-target';

const DOCKER = '@nx/docker';

/** Options of `@nx/docker` in nx.json. */
interface DockerOptions {
  readonly buildTarget?: string | DockerTarget;
  readonly runTarget?: unknown;
}

interface DockerTarget {
  readonly name?: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly env?: unknown;
  readonly envFile?: unknown;
  readonly configurations?: object;
  readonly skipDefaultTag?: boolean;
}

export interface MigratedNxJson {
  readonly nxJson: NxJsonConfiguration;
  readonly lost: readonly string[];
}

/** Name of the target that `@nx/docker` infers; `null` where it is not registered. */
export function dockerTargetName(nxJson: NxJsonConfiguration): string | null {
  const options = dockerOptions(nxJson);
  return options === null ? null : (buildTargetOf(options).name ?? 'docker:build');
}

/**
 * nx.json with this plugin in the place of `@nx/docker`: under the target's name, with its arguments as defaults. Releases of images by
 * `nx release` need `@nx/docker`, so that it then stays.
 */
export function migrateDockerPlugin(nxJson: NxJsonConfiguration): MigratedNxJson {
  const found = dockerOptions(nxJson);
  const targetName = dockerTargetName(nxJson);
  if (found === null || targetName === null) return { nxJson, lost: [] };
  if ((nxJson.release as { docker?: unknown } | undefined)?.docker !== undefined) {
    const why =
      '`@nx/docker` stays: `release.docker` needs its targets. Images of releases are still built by it';
    return { nxJson, lost: [why] };
  }
  const { name: _, skipDefaultTag: __, configurations, ...target } = buildTargetOf(found);
  const { options: defaults, lost } = translateDockerTarget({ ...target });
  const entry = findPlugin(nxJson);
  const own = typeof entry === 'object' ? (entry.options as { defaults?: RawImageOptions }) : {};
  const registered = {
    ...(typeof entry === 'object' ? entry : {}),
    plugin: PLUGIN,
    options: { ...own, targetName, defaults: { ...defaults, ...own?.defaults } },
  };
  const others = (nxJson.plugins ?? []).filter(
    (other) => ![DOCKER, PLUGIN].includes(nameOf(other)),
  );
  return {
    nxJson: { ...nxJson, plugins: [...others, registered] },
    lost: [
      ...lost,
      'the tag by the folder of a project (`apps-api`): images are named for projects, or by the option `image`',
      ...(configurations ? ['configurations of buildTarget: write them into projects'] : []),
      ...(found.runTarget === undefined ? ['the target docker:run'] : ['runTarget']),
    ],
  };
}

function dockerOptions({ plugins = [] }: NxJsonConfiguration): DockerOptions | null {
  const entry = plugins.find((one) => nameOf(one) === DOCKER);
  if (entry === undefined) return null;
  return typeof entry === 'object' ? ((entry.options ?? {}) as DockerOptions) : {};
}

function buildTargetOf({ buildTarget = {} }: DockerOptions): DockerTarget {
  return typeof buildTarget === 'string' ? { name: buildTarget } : buildTarget;
}
