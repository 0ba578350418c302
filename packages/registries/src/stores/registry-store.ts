import { parseImageRef, StageBuildError, type ImageRef } from '@docker-stage-build/core';
import type { CacheStore } from '../cache-store';
import type { RegistryClient } from '../client/model';
import { mapBounded } from '../concurrency';

export interface RegistryStoreOptions {
  /** `registry/path`, without a tag. */
  readonly repository: string;
  readonly client: RegistryClient;
  /** Requests under way at a time. */
  readonly concurrency?: number;
}

const CONCURRENCY = 8;

/**
 * A repository as a cache store: its tags are the names.
 * @throws StageBuildError IMAGE_NAME_INVALID
 */
export function registryStore({
  repository: name,
  client,
  concurrency = CONCURRENCY,
}: RegistryStoreOptions): CacheStore {
  const { registry, repository } = parseImageRef(name);
  const location = `${registry}/${repository}`;
  const tagged = (tag: string): ImageRef => ({ registry, repository, tag, digest: null });

  const find: CacheStore['find'] = async (names, call) => {
    const unique = [...new Set(names)];
    const look = async (name: string) => [name, await client.resolve(tagged(name), call)] as const;
    return new Map(await mapBounded(unique, concurrency, look));
  };

  const point: CacheStore['point'] = async (digest, names, call) => {
    const found = await find(names, call);
    const moving = [...found.keys()].filter((name) => found.get(name) !== digest);
    if (moving.length === 0) return [];
    const manifest = await client.getManifest({ registry, repository, tag: null, digest }, call);
    if (manifest === null)
      throw new StageBuildError('REGISTRY_ERROR', `${location} has no manifest ${digest}`, {
        hint: 'The cache was not exported there, or was removed since: build again.',
      });
    await mapBounded(moving, concurrency, (name) =>
      client.putManifest(tagged(name), manifest, call),
    );
    return moving;
  };

  return { kind: 'registry', location, find, point };
}
