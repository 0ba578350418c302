import {
  formatImageRef,
  parseImageRef,
  StageBuildError,
  type ErrorCode,
} from '@docker-stage-build/core';
import type { EngineFacts } from '@docker-stage-build/engines';
import type { RegistryClient } from '@docker-stage-build/registries';

export interface PushSurroundings {
  readonly client: RegistryClient;
  readonly signal?: AbortSignal;
  readonly warn: (message: string) => void;
}

/** Asks the repositories of an image whether they would take a push by a builder. */
export type CheckPush = (tags: readonly string[], builder: EngineFacts['builder']) => Promise<void>;

/**
 * Makes a check for a run, before minutes go into builds that a registry refuses. Every repository is asked once.
 * The check throws StageBuildError REGISTRY_…, as the registry refuses.
 */
export function pushCheck({ client, signal, warn }: PushSurroundings): CheckPush {
  const asked = new Map<string, Promise<void>>();
  const ask = (tag: string): Promise<void> => {
    const ref = { ...parseImageRef(tag), tag: null };
    const name = formatImageRef(ref);
    const answer = asked.get(name) ?? client.checkPush(ref, { signal });
    asked.set(name, answer);
    return answer;
  };
  return async (tags, builder) => {
    await Promise.all(
      tags.map((tag) =>
        ask(tag).catch((error: unknown) => {
          if (!isBeyondUs(error, builder)) throw error;
          warn(`${error.message} The builder may reach it all the same.`);
        }),
      ),
    );
  };
}

/** What says nothing of whether a builder elsewhere gets an answer: it has another network and trusts other certificates. */
const NO_ANSWER = new Set<ErrorCode>([
  'REGISTRY_UNREACHABLE',
  'REGISTRY_CERTIFICATE',
  'REGISTRY_PROTOCOL',
]);

/** A builder elsewhere pushes from there: what cannot be reached from here proves nothing. */
function isBeyondUs(error: unknown, { driver }: EngineFacts['builder']): error is StageBuildError {
  const isElsewhere = driver !== 'docker' && driver !== 'docker-container';
  return isElsewhere && error instanceof StageBuildError && NO_ANSWER.has(error.code);
}
