import type { CredentialSource, RegistryClient } from '@docker-stage-build/registries';
import { findImages, type EarlyAnswer } from './find-images';
import { openClient } from '../plan/open-client';
import type { PreparedImage } from '../prepare/prepare-images';

type EarlyAnswers = ReadonlyMap<PreparedImage, EarlyAnswer>;

export interface FinderSurroundings {
  readonly credentials: CredentialSource;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/** Looks for images that need not be built: first without an engine, then with what the engine said. */
export interface EarlyFinder {
  readonly find: (images: readonly PreparedImage[]) => Promise<EarlyAnswers>;
  /**
   * The same for images that were not found, where the engine has mirrors: a base image may resolve there only, and it is from
   * there that the engine pulls it. Nothing is looked for twice.
   */
  readonly findAgain: (
    known: EarlyAnswers,
    engineMirrors: readonly string[],
  ) => Promise<{ readonly client: RegistryClient; readonly early: EarlyAnswers }>;
}

export function earlyFinder({ credentials, env, signal, warn }: FinderSurroundings): EarlyFinder {
  const open = (images: Iterable<PreparedImage>, engineMirrors: readonly string[]) =>
    openClient(
      [...images].map(({ options }) => options),
      { engineMirrors, credentials },
    );
  /** What is wrong with base images is told when no mirror mended it. */
  const held: string[] = [];
  let first: RegistryClient;
  return {
    find: (images) => {
      first = open(images, []);
      const warnOfBase = (message: string) => void held.push(message);
      return findImages(images, { client: first, env, signal, warn, warnOfBase });
    },
    findAgain: async (known, engineMirrors) => {
      if (engineMirrors.length === 0) {
        held.forEach(warn);
        return { client: first, early: known };
      }
      const client = open(known.keys(), engineMirrors);
      const missing = [...known].filter(([, { found }]) => !found).map(([image]) => image);
      const again = await findImages(missing, { client, env, known, signal, warn });
      return { client, early: new Map([...known, ...again]) };
    },
  };
}
