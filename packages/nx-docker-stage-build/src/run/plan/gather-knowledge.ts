import {
  messageOf,
  parseImageRef,
  unansweredNames,
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

/** Finds the digest of a base image; `null` where it does not resolve. */
export type ResolveBase = (ref: string) => Promise<string | null>;

/** Makes a look-up that resolves every base image of a run once. */
export function baseResolver({
  client,
  signal,
  warn,
}: AskOptions & { readonly client: RegistryClient }): ResolveBase {
  const resolve = async (ref: string): Promise<string | null> => {
    try {
      const digest = await client.resolve(parseImageRef(ref), { signal });
      if (digest === null)
        warn(`The base image ${ref} is in no registry: stages on it are not cached.`);
      return digest;
    } catch (error) {
      if (signal?.aborted) throw error;
      warn(
        `The base image ${ref} did not resolve, so stages on it are not cached: ${messageOf(error)}`,
      );
      return null;
    }
  };
  const asked = new Map<string, Promise<string | null>>();
  return (ref) => {
    const answer = asked.get(ref) ?? resolve(ref);
    asked.set(ref, answer);
    return answer;
  };
}

/** An image whose cache names are wanted, and what its base images resolved to. */
export interface NamesAsked {
  readonly image: ImageInput;
  readonly bases: BaseDigests;
}

export interface NameSources extends AskOptions {
  readonly store: CacheStore;
}

/** Asks a cache for names until the plan of every image is decided. */
export async function findNames(
  images: readonly NamesAsked[],
  { store, signal, warn }: NameSources,
): Promise<NameDigests> {
  const names = new Map<string, string | null>();
  try {
    for (;;) {
      const wanted = new Set(
        images.flatMap(({ image, bases }) => unansweredNames(image, { bases, names })),
      );
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
