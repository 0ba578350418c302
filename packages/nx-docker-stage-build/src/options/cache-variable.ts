import { StageBuildError, type Environment } from '@docker-stage-build/core';
import { kindAndLocation } from './cache-options';
import type { ImageOptions } from './parse-options';

/** Variable that moves caches for a whole machine or pipeline. */
export const CACHE_VARIABLE = 'DOCKER_STAGE_BUILD_CACHE';

/**
 * The cache of an image with the variable's word in it: its kind, and its location where it names one. A location of
 * another kind does not stay.
 * @throws StageBuildError OPTION_INVALID when the variable cannot be read
 */
export function readCacheVariable(
  cache: ImageOptions['cache'],
  env: Environment,
): ImageOptions['cache'] {
  const text = env[CACHE_VARIABLE];
  if (!text) return cache;
  const result = kindAndLocation.safeParse(text);
  if (!result.success) {
    throw new StageBuildError('OPTION_INVALID', `${CACHE_VARIABLE}: "${text}" cannot be read`, {
      hint: `${result.error.issues[0]?.message}, or leave it out.`,
    });
  }
  const { kind, location } = result.data;
  const stays = location ?? (kind === cache.kind ? cache.location : undefined);
  const { location: _, ...rest } = cache;
  return { ...rest, kind, ...(stays !== undefined && { location: stays }) };
}
