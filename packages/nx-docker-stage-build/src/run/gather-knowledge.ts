import {
  messageOf,
  parseImageRef,
  unansweredNames,
  unresolvedBases,
  type BaseDigests,
  type ImageInput,
  type NameDigests,
} from '@docker-stage-build/core';
import type { CacheStore, RegistryClient } from '@docker-stage-build/registries';

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Takes what could not be found out: a plan does with less (DESIGN D7). */
  readonly warn: (message: string) => void;
}

/** Resolves the base images of all images, each once, side by side. */
export async function resolveBases(
  images: readonly ImageInput[],
  { client, signal, warn }: AskOptions & { readonly client: RegistryClient },
): Promise<BaseDigests> {
  const refs = unresolvedBases(images, { bases: new Map(), names: new Map() });
  const resolved = await Promise.all(
    refs.map(async (ref): Promise<[string, string | null]> => {
      try {
        const digest = await client.resolve(parseImageRef(ref), { signal });
        if (digest === null)
          warn(`The base image ${ref} is in no registry: stages on it are not cached.`);
        return [ref, digest];
      } catch (error) {
        if (signal?.aborted) throw error;
        warn(
          `The base image ${ref} did not resolve, so stages on it are not cached: ${messageOf(error)}`,
        );
        return [ref, null];
      }
    }),
  );
  return new Map(resolved);
}

export interface NameSources extends AskOptions {
  readonly bases: BaseDigests;
  readonly store: CacheStore;
}

/** Asks a cache for names until the plan of every image is decided. */
export async function findNames(
  images: readonly ImageInput[],
  { bases, store, signal, warn }: NameSources,
): Promise<NameDigests> {
  const names = new Map<string, string | null>();
  try {
    for (;;) {
      const wanted = new Set(images.flatMap((image) => unansweredNames(image, { bases, names })));
      if (wanted.size === 0) return names;
      for (const [name, digest] of await store.find([...wanted], { signal }))
        names.set(name, digest);
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    warn(
      `The cache at ${store.location} cannot be read, so nothing is imported: ${messageOf(error)}`,
    );
    return new Map();
  }
}
