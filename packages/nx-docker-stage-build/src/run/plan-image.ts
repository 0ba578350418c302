import {
  makePlan,
  NO_KNOWLEDGE,
  ownersOf,
  type Knowledge,
  type Plan,
} from '@docker-stage-build/core';
import {
  readCredentials,
  registryClient,
  type CacheStore,
  type LocalStore,
} from '@docker-stage-build/registries';
import { cacheRefsOf } from './cache-refs';
import { gatherKnowledge } from './gather-knowledge';
import { openStore } from './open-store';
import type { PreparedImage } from './prepare-image';

export interface PlanImageOptions {
  /** Whether registries and caches may be asked. */
  readonly resolve: boolean;
  /** Mirrors of Docker Hub that the engine uses. */
  readonly engineMirrors: readonly string[];
  readonly env: NodeJS.ProcessEnv;
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
  options: PlanImageOptions,
): Promise<PlannedImage> {
  const { cache, options: asked } = prepared;
  const { insecureRegistries: insecure, mirrors } = asked;
  const { env, warn, signal, engineMirrors } = options;
  const client = registryClient({
    credentials: readCredentials({ env, warn }),
    insecure,
    mirrors: withEngineMirrors(mirrors, engineMirrors),
  });
  const store = openStore(cache, { client, maxBytes: asked.cache.maxSize });
  const knowledge = options.resolve
    ? await gatherKnowledge([prepared.input], { client, store, signal, warn })
    : NO_KNOWLEDGE;
  return { plan: toPlan(prepared, knowledge), store };
}

function toPlan(prepared: PreparedImage, knowledge: Knowledge): Plan {
  const { cache, commits, options, workspace } = prepared;
  return makePlan(
    {
      runner: prepared.runner,
      base: commits.base,
      head: commits.head,
      cache,
      cacheRefs: cacheRefsOf(cache, {
        ...options.cache,
        insecureRegistries: options.insecureRegistries,
      }),
      images: [prepared.input],
      ownerOf: ownersOf(workspace.projects),
      refresh: options.noCache !== false,
    },
    knowledge,
  );
}

/** A base image resolves where the engine pulls it from, so that both mean the same image. */
function withEngineMirrors(
  mirrors: Readonly<Record<string, string>>,
  engineMirrors: readonly string[],
): Record<string, readonly string[]> {
  const asked = Object.entries(mirrors).map(([registry, mirror]) => [registry, [mirror]] as const);
  return { 'docker.io': engineMirrors, ...Object.fromEntries(asked) };
}
