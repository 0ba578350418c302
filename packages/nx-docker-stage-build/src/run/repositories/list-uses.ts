import { parseImageRef } from '@docker-stage-build/core';
import {
  ecrLoginOf,
  type AwsAccess,
  type Contents,
  type EcrRegistry,
} from '@docker-stage-build/registries';
import type { ImageDraft } from '../prepare/draft-image';

/** An image, as far as its repositories follow from it. */
export type RepositoryUser = Pick<ImageDraft, 'project' | 'options' | 'cache'> & {
  readonly request: Pick<ImageDraft['request'], 'tags'>;
};

/** What an image has in one repository of ECR. */
export interface RepositoryUse {
  /** `host/path`, the same for all that use the repository. */
  readonly key: string;
  readonly registry: EcrRegistry;
  readonly access: AwsAccess;
  readonly path: string;
  readonly holds: Contents;
}

/**
 * The repositories of ECR that an image is pushed to and that its caches are written to, each once.
 * @throws StageBuildError ECR_HOST_INVALID
 */
export function listUses({ options, cache, request }: RepositoryUser): RepositoryUse[] {
  const { push, login } = options;
  const isCached = cache.kind === 'registry' && cache.write && cache.location !== null;
  const images = push
    ? request.tags.map((name) => toUse(name, { images: true, caches: false }))
    : [];
  const caches = isCached ? [toUse(cache.location ?? '', { images: false, caches: true })] : [];
  return merge([...images, ...caches]).flatMap((use) => {
    const found = ecrLoginOf(use.host, login);
    if (found === null) return [];
    const { key, path, holds } = use;
    return [{ key, path, holds, ...found }];
  });
}

type Place = Pick<RepositoryUse, 'key' | 'path' | 'holds'> & { readonly host: string };

function toUse(name: string, holds: Contents): Place {
  const { registry: host, repository: path } = parseImageRef(name);
  return { key: `${host}/${path}`, host, path, holds };
}

function merge(places: readonly Place[]): Place[] {
  const merged = new Map<string, Place>();
  for (const place of places) {
    const { holds } = merged.get(place.key) ?? place;
    merged.set(place.key, { ...place, holds: joinContents(holds, place.holds) });
  }
  return [...merged.values()];
}

/** All that is in a repository. */
export function joinContents(a: Contents, b: Contents): Contents {
  return { images: a.images || b.images, caches: a.caches || b.caches };
}
