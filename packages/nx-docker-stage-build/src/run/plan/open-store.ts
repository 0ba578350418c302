import type { CachePlan } from '@docker-stage-build/core';
import {
  localStore,
  registryStore,
  type LocalStore,
  type CacheStore,
  type RegistryClient,
} from '@docker-stage-build/registries';

/** A store as the plan's cache needs it; `null` where caches have no names (the builder's own store, none). */
export function openStore(
  cache: CachePlan,
  options: { readonly client: RegistryClient; readonly maxBytes: number | null },
): CacheStore | LocalStore | null {
  if (cache.location === null) return null;
  if (cache.kind === 'registry')
    return registryStore({ repository: cache.location, client: options.client });
  if (cache.kind !== 'local') return null;
  return localStore({
    folder: cache.location,
    ...(options.maxBytes !== null && { maxBytes: options.maxBytes }),
  });
}
