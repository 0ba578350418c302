import {
  epochOf,
  isEngineArg,
  type ImageSettings,
  type ReuseRequest,
} from '@docker-stage-build/core';
import type { ImageOptions } from '../../options';

export interface ReuseSurroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What options say of an image that may exist already. */
export function toReuseRequest(
  options: ImageOptions,
  { env, now }: ReuseSurroundings,
): ReuseRequest {
  return {
    settings: toSettings(options, env),
    obstacles: listObstacles(options),
    epoch: epochOf(options.reuse.maxAge ?? null, now),
  };
}

function toSettings(options: ImageOptions, env: NodeJS.ProcessEnv): ImageSettings {
  const { labels, gitLabels, annotations, addHosts, ulimits, allow } = options;
  const engineArgs = Object.entries(options.buildArgs).filter(([name]) => isEngineArg(name));
  // buildx hands this variable on, and without attestations an image is another one.
  const { SOURCE_DATE_EPOCH: date, BUILDX_NO_DEFAULT_ATTESTATIONS: plain } = env;
  const isPlain = plain === '1' || plain?.toLowerCase() === 'true';
  return {
    labels,
    gitLabels,
    annotations,
    provenance: options.provenance ?? (isPlain ? false : null),
    sbom: options.sbom ?? null,
    network: options.network ?? null,
    addHosts,
    shmSize: options.shmSize ?? null,
    ulimits,
    allow,
    engineArgs: {
      ...(date !== undefined && { SOURCE_DATE_EPOCH: date }),
      ...Object.fromEntries(engineArgs),
    },
  };
}

function listObstacles({ reuse, noCache, offline, outputs, push, load }: ImageOptions): string[] {
  const isFresh = noCache === true || (Array.isArray(noCache) && noCache.length > 0);
  return [
    ...(reuse.when === 'never' ? ['reuse is `never`'] : []),
    ...(isFresh ? ['noCache asks for a build'] : []),
    ...(offline ? ['offline, no registry is asked'] : []),
    ...(outputs.length > 0 ? ['outputs are written by a build'] : []),
    ...(push || load ? [] : ['it is neither pushed nor loaded']),
  ];
}
