import {
  makePlan,
  NO_KNOWLEDGE,
  ownersOf,
  type BaseDigests,
  type CachePlan,
  type ImagePlan,
  type Knowledge,
  type Plan,
} from '@docker-stage-build/core';
import type { CacheStore, LocalStore, RegistryClient } from '@docker-stage-build/registries';
import { cacheRefsOf } from './cache-refs';
import type { EarlyAnswer } from '../reuse/find-images';
import { findNames, type AskOptions } from './gather-knowledge';
import { openStore } from './open-store';
import type { PreparedImage, PreparedImages } from '../prepare/prepare-images';

/** What was found out before; an image that nothing was asked of has no entry. */
interface EarlyAnswers {
  readonly early: ReadonlyMap<PreparedImage, EarlyAnswer>;
}

export interface PlanImagesOptions extends AskOptions, EarlyAnswers {
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
  const known = client === null ? [] : await askCaches(images, { ...run, client });
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

/** What is known of an image, and the store that its names are in. */
interface Known {
  readonly knowledge: Knowledge;
  readonly store: CacheStore | LocalStore | null;
}

/** Asks every cache for the names of all images that keep theirs in it, but those that need not be built. */
async function askCaches(
  images: readonly PreparedImage[],
  { client, early, ...options }: AskOptions & EarlyAnswers & { readonly client: RegistryClient },
): Promise<Known[]> {
  const basesOf = (image: PreparedImage): BaseDigests => early.get(image)?.bases ?? new Map();
  const built = images.filter((image) => !early.get(image)?.found);
  const askCache = async (first: PreparedImage, key: string) => {
    const store = openStore(first.cache, { client, maxBytes: first.options.cache.maxSize });
    if (store === null) return { names: new Map<string, string | null>(), store };
    const asking = built
      .filter((image) => cacheKey(image) === key)
      .map((image) => ({ image: image.input, bases: basesOf(image) }));
    return { names: await findNames(asking, { ...options, store }), store };
  };
  const caches = new Map<string, ReturnType<typeof askCache>>();
  return Promise.all(
    images.map(async (image) => {
      const key = cacheKey(image);
      const cache = caches.get(key) ?? askCache(image, key);
      caches.set(key, cache);
      const { names, store } = await cache;
      const { fingerprint = null, found = null } = early.get(image) ?? {};
      const digests = new Map(fingerprint === null ? [] : [[fingerprint, found?.digest ?? null]]);
      return { knowledge: { bases: basesOf(image), names, images: digests }, store };
    }),
  );
}

function cacheKey({ cache: { kind, location }, options }: PreparedImage): string {
  return JSON.stringify([kind, location, options.cache.maxSize]);
}
