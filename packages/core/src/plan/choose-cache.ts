import { parseImageRef } from '../names/image-ref';
import type { Trust } from '../runner/detect-trust';
import type { CachePlan, Runner } from './plan';

/** What was asked for; `auto` follows the runner kind. */
export interface CacheWish {
  readonly kind: 'auto' | 'local' | 'registry' | 'none';
  /** A repository or an absolute folder. */
  readonly location: string | null;
  readonly read: boolean;
  readonly write: boolean;
}

export interface CacheSurroundings {
  readonly runner: Runner;
  /** An untrusted run writes to no cache. */
  readonly trust: Trust;
  /** No registry is asked. */
  readonly offline: boolean;
  /** Folder of the local cache where none was asked for. */
  readonly localFolder: string;
  /** References that the build pushes; the registry cache is their neighbour where no location was asked for. */
  readonly pushedTags: readonly string[];
}

/** Decides where caches are kept, and says why (DESIGN D6). */
export function chooseCache(wish: CacheWish, surroundings: CacheSurroundings): CachePlan {
  const { trust, offline } = surroundings;
  const cache = chooseKind(wish, surroundings);
  if (offline && cache.kind === 'registry')
    return { ...cache, read: false, write: false, why: `${cache.why}; not used: offline` };
  if (trust.level === 'write' || !cache.write) return cache;
  return { ...cache, write: false, why: `${cache.why}; only read: ${trust.why}` };
}

function chooseKind(wish: CacheWish, surroundings: CacheSurroundings): CachePlan {
  const { runner } = surroundings;
  switch (wish.kind) {
    case 'none':
      return noCache('asked for');
    case 'local':
      return localCache(wish, { ...surroundings, why: 'asked for' });
    case 'registry':
      return registryCache(wish, { ...surroundings, why: 'asked for' });
    case 'auto':
      if (runner.kind === 'private')
        return localCache(wish, { ...surroundings, why: 'a private runner keeps its disk' });
      if (runner.kind === 'cloud')
        return registryCache(wish, { ...surroundings, why: 'a cloud runner starts empty' });
      return {
        kind: 'builder',
        location: null,
        why: 'a workstation keeps its builder',
        read: false,
        write: false,
      };
  }
}

type Reason = CacheSurroundings & { readonly why: string };

/** No cache at all, and why. */
export function noCache(why: string): CachePlan {
  return { kind: 'none', location: null, why, read: false, write: false };
}

function localCache({ location, read, write }: CacheWish, { localFolder, why }: Reason): CachePlan {
  return { kind: 'local', location: location ?? localFolder, why, read, write };
}

function registryCache(
  { location, read, write }: CacheWish,
  { pushedTags, why }: Reason,
): CachePlan {
  const first = pushedTags[0];
  const repository = location ?? (first === undefined ? null : neighbour(first));
  if (repository === null)
    return noCache(`${why}, but nothing is pushed: set cache.location to a repository`);
  return { kind: 'registry', location: repository, why, read, write };
}

/** `registry/shop/api:1` → `registry/shop/cache`: one repository for all images, so that they share names. */
function neighbour(tag: string): string {
  const { registry, repository } = parseImageRef(tag);
  const parent = repository.slice(0, repository.lastIndexOf('/') + 1);
  return `${registry}/${parent}cache`;
}
