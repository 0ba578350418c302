import { parseImageRef, type CachePlan, type CacheRefs } from '@docker-stage-build/core';
import {
  localExport,
  localImport,
  registryExport,
  registryImport,
} from '@docker-stage-build/engines';
import type { ImageOptions } from '../../options';
import { speaksHttp } from './speaks-http';

/** Writes references into the cache as the engine takes them. A cache without a location has none. */
export function cacheRefsOf(
  { kind, location }: CachePlan,
  options: Pick<ImageOptions, 'cache' | 'insecureRegistries'>,
): CacheRefs {
  const { mode, ignoreError } = options.cache;
  if (location === null) {
    return { importOf: () => unreachable(kind), exportOf: () => unreachable(kind) };
  }
  if (kind === 'local') {
    return {
      importOf: (digest) => localImport(location, digest),
      exportOf: () => localExport(location, { mode, ignoreError }),
    };
  }
  const insecure = speaksHttp(parseImageRef(location).registry, options.insecureRegistries);
  return {
    importOf: (digest) => registryImport(`${location}@${digest}`, { insecure }),
    exportOf: (name) => registryExport(`${location}:${name}`, { mode, ignoreError, insecure }),
  };
}

function unreachable(kind: string): never {
  throw new Error(`A cache of kind ${kind} is neither read nor written.`);
}
