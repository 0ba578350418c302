import {
  formatImageRef,
  parseImageRef,
  StageBuildError,
  withDefaultTag,
} from '@docker-stage-build/core';
import { findLocalImages, type LocalImage } from '@docker-stage-build/engines';
import { loadedImages } from './loaded-images';
import { loadedImagesFolder } from '../prepare/local-cache-folder';

export interface EngineSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** Images of the local engine, as far as they were looked up: names are canonical. */
export interface LocalImages {
  /** Digest under which a registry knows what the engine has by this name; `null` where there is none, or several. */
  readonly digestOf: (ref: string) => string | null;
  readonly byId: (id: string) => LocalImage | null;
}

/** Looks up what the local engine has of these names and ids, with one process. Without an engine it has nothing. */
export async function lookUpLocally(
  names: readonly string[],
  surroundings: EngineSurroundings,
): Promise<LocalImages> {
  const images = await findLocalImages([...new Set(names)], surroundings);
  const byTag = new Map(
    images.flatMap((image) => image.tags.map((tag) => [canonical(tag), image] as const)),
  );
  return {
    digestOf: (ref) => {
      const wanted = repositoryOf(ref);
      const digests = (byTag.get(canonical(ref))?.digests ?? [])
        .filter((name) => repositoryOf(name) === wanted)
        .map((name) => name.slice(name.indexOf('@') + 1));
      return digests.length === 1 ? (digests[0] ?? null) : null;
    },
    byId: (id) => images.find((image) => image.id === id) ?? null,
  };
}

/** The image of the local engine that was made with a fingerprint, if it is still there. */
export async function findLoaded(
  fingerprint: string,
  { known, ...surroundings }: EngineSurroundings & { readonly known: LocalImages },
): Promise<LocalImage | null> {
  const id = await loadedImages(loadedImagesFolder(surroundings.env)).find(fingerprint);
  if (id === null) return null;
  return known.byId(id) ?? (await lookUpLocally([id], surroundings)).byId(id);
}

/** `node:20` → `docker.io/library/node:20`, as BuildKit writes it too. */
export function canonical(name: string): string {
  try {
    return formatImageRef(withDefaultTag(parseImageRef(name)));
  } catch (error) {
    // An engine may hold names that are none, such as `<none>:<none>`.
    if (error instanceof StageBuildError) return name;
    throw error;
  }
}

function repositoryOf(name: string): string {
  const { registry, repository } = parseImageRef(name);
  return `${registry}/${repository}`;
}
