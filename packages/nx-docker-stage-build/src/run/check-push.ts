import { parseImageRef, StageBuildError } from '@docker-stage-build/core';
import type { EngineFacts } from '@docker-stage-build/engines';
import type { RegistryClient } from '@docker-stage-build/registries';

export interface PushSurroundings {
  readonly client: RegistryClient;
  readonly facts: EngineFacts;
  readonly signal?: AbortSignal;
  readonly warn: (message: string) => void;
}

/**
 * Asks every repository whether it would take a push, before minutes go into a build that it refuses.
 * @throws StageBuildError REGISTRY_UNREACHABLE, REGISTRY_DENIED or REGISTRY_ERROR
 */
export async function checkPush(
  tags: readonly string[],
  { client, facts, signal, warn }: PushSurroundings,
): Promise<void> {
  const refs = tags.map(parseImageRef);
  const repositories = new Map(refs.map((ref) => [`${ref.registry}/${ref.repository}`, ref]));
  await Promise.all(
    [...repositories.values()].map(async (ref) => {
      try {
        await client.checkPush(ref, { signal });
      } catch (error) {
        if (!isBeyondUs(error, facts)) throw error;
        warn(`${error.message} The builder may reach it all the same.`);
      }
    }),
  );
}

/** A builder elsewhere pushes from there: what cannot be reached from here proves nothing. */
function isBeyondUs(error: unknown, { builder }: EngineFacts): error is StageBuildError {
  const isElsewhere = builder.driver !== 'docker' && builder.driver !== 'docker-container';
  const isUnreachable = error instanceof StageBuildError && error.code === 'REGISTRY_UNREACHABLE';
  return isElsewhere && isUnreachable;
}
