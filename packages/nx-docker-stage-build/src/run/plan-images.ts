import {
  makePlan,
  NO_KNOWLEDGE,
  ownersOf,
  type CachePlan,
  type ImagePlan,
  type Knowledge,
  type Plan,
} from '@docker-stage-build/core';
import type { CacheStore, LocalStore, RegistryClient } from '@docker-stage-build/registries';
import { cacheRefsOf } from './cache-refs';
import { findNames, resolveBases, type AskOptions } from './gather-knowledge';
import { openStore } from './open-store';
import type { PreparedImage, PreparedImages } from './prepare-images';

export interface PlanImagesOptions extends AskOptions {
  /** Asks registries and caches; without it nothing is asked. */
  readonly client: RegistryClient | null;
  /** Cache of the run. An image's own is in its plan where it is another. */
  readonly cache: CachePlan;
}

/** An image's part of a plan, and the store that its names are in. */
export interface PlannedImage {
  readonly plan: ImagePlan;
  /** `null` where caches have no names, or nothing was asked. */
  readonly store: CacheStore | LocalStore | null;
}

export interface PlannedImages {
  readonly plan: Plan;
  readonly of: (image: PreparedImage) => PlannedImage;
}

/** Decides what happens to images. */
export async function planImages(
  images: readonly PreparedImage[],
  run: Omit<PreparedImages, 'images'> & PlanImagesOptions,
): Promise<PlannedImages> {
  const { client } = run;
  const known = client === null ? [] : await askForAll(images, { ...run, client });
  const plan = makePlan({
    runner: run.runner,
    base: run.commits.base,
    baseWhy: run.commits.baseWhy,
    head: run.commits.head,
    cache: run.cache,
    images: images.map(({ input, cache, options }, at) => ({
      input,
      cache,
      knowledge: known[at]?.knowledge ?? NO_KNOWLEDGE,
      cacheRefs: cacheRefsOf(cache, options),
      refresh: options.noCache !== false,
    })),
    ownerOf: ownersOf(run.workspace.projects),
  });
  const of = (image: PreparedImage): PlannedImage => {
    const at = images.indexOf(image);
    return { plan: plan.images[at] as ImagePlan, store: known[at]?.store ?? null };
  };
  return { plan, of };
}

/** What a cache was found to hold of its images' names. */
interface Known {
  readonly knowledge: Knowledge;
  readonly store: CacheStore | LocalStore | null;
}

/** Asks for base images once, then every cache for the names of all images that keep theirs in it. */
async function askForAll(
  images: readonly PreparedImage[],
  { client, ...options }: AskOptions & { readonly client: RegistryClient },
): Promise<Known[]> {
  const named = images.filter(({ cache }) => cache.location !== null).map(({ input }) => input);
  const bases = await resolveBases(named, { ...options, client });
  const askCache = async (
    { cache, options: asked }: PreparedImage,
    key: string,
  ): Promise<Known> => {
    const store = openStore(cache, { client, maxBytes: asked.cache.maxSize });
    if (store === null) return { knowledge: { bases, names: new Map() }, store };
    const inputs = images.filter((image) => cacheKey(image) === key).map(({ input }) => input);
    const names = await findNames(inputs, { ...options, bases, store });
    return { knowledge: { bases, names }, store };
  };
  const caches = new Map<string, Promise<Known>>();
  for (const image of images) {
    const key = cacheKey(image);
    if (!caches.has(key)) caches.set(key, askCache(image, key));
  }
  return Promise.all(images.map((image) => caches.get(cacheKey(image)) as Promise<Known>));
}

function cacheKey({ cache: { kind, location }, options }: PreparedImage): string {
  return JSON.stringify([kind, location, options.cache.maxSize]);
}
