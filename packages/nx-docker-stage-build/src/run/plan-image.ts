import {
  makePlan,
  NO_KNOWLEDGE,
  ownersOf,
  type Knowledge,
  type Plan,
} from '@docker-stage-build/core';
import type { CacheStore, LocalStore, RegistryClient } from '@docker-stage-build/registries';
import { cacheRefsOf } from './cache-refs';
import { gatherKnowledge } from './gather-knowledge';
import { openStore } from './open-store';
import type { PreparedImage } from './prepare-image';

export interface PlanImageOptions {
  /** Asks registries and caches; without it nothing is asked. */
  readonly client: RegistryClient | null;
  readonly signal?: AbortSignal;
  readonly warn: (message: string) => void;
}

/** A plan, and the store that its names are in. */
export interface PlannedImage {
  readonly plan: Plan;
  readonly store: CacheStore | LocalStore | null;
}

/** Decides what happens to an image. */
export async function planImage(
  prepared: PreparedImage,
  { client, signal, warn }: PlanImageOptions,
): Promise<PlannedImage> {
  if (client === null) return { plan: toPlan(prepared, NO_KNOWLEDGE), store: null };
  const store = openStore(prepared.cache, { client, maxBytes: prepared.options.cache.maxSize });
  const knowledge = await gatherKnowledge([prepared.input], { client, store, signal, warn });
  return { plan: toPlan(prepared, knowledge), store };
}

function toPlan(prepared: PreparedImage, knowledge: Knowledge): Plan {
  const { cache, commits, options, workspace } = prepared;
  const { insecureRegistries, noCache } = options;
  return makePlan(
    {
      runner: prepared.runner,
      base: commits.base,
      head: commits.head,
      cache,
      cacheRefs: cacheRefsOf(cache, { ...options.cache, insecureRegistries }),
      images: [prepared.input],
      ownerOf: ownersOf(workspace.projects),
      refresh: noCache !== false,
    },
    knowledge,
  );
}
