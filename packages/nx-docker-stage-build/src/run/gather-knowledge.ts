import {
  messageOf,
  parseImageRef,
  unansweredNames,
  unresolvedBases,
  type ImageInput,
  type Knowledge,
} from '@docker-stage-build/core';
import type { CacheStore, RegistryClient } from '@docker-stage-build/registries';

export interface KnowledgeSources {
  readonly client: RegistryClient;
  /** Where names are looked up; `null` when no cache is kept under names. */
  readonly store: CacheStore | null;
  readonly signal?: AbortSignal;
  /** Takes what could not be found out: a plan does with less (DESIGN D7). */
  readonly warn: (message: string) => void;
}

/** Resolves base images, then asks for cache names until the plan of every image is decided. */
export async function gatherKnowledge(
  images: readonly ImageInput[],
  sources: KnowledgeSources,
): Promise<Knowledge> {
  const bases = await resolveBases(images, sources);
  const names = new Map<string, string | null>();
  const knowledge = { bases, names };
  const { store, signal, warn } = sources;
  if (!store) return knowledge;
  try {
    for (;;) {
      const wanted = new Set(images.flatMap((image) => unansweredNames(image, knowledge)));
      if (wanted.size === 0) return knowledge;
      for (const [name, digest] of await store.find([...wanted], { signal }))
        names.set(name, digest);
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    warn(
      `The cache at ${store.location} cannot be read, so this build imports nothing: ${messageOf(error)}`,
    );
    return { bases, names: new Map() };
  }
}

async function resolveBases(
  images: readonly ImageInput[],
  { client, signal, warn }: KnowledgeSources,
): Promise<Map<string, string | null>> {
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
