import { parseImageRef } from '@docker-stage-build/core';
import type { PreparedImage } from '../prepare/prepare-images';

const IMAGE_CONTEXT = 'docker-image://';

type Wanted = Pick<PreparedImage, 'options' | 'request' | 'cache' | 'input'>;

/** Registries that the engine asks for an image: those of its base images, of its cache, and those that it is pushed to. */
export function listRegistries({ options, request, cache, input }: Wanted): string[] {
  const bases = input.head.flatMap(({ stages }) =>
    [...stages.values()].flatMap(({ images }) => images),
  );
  const contexts = Object.values(options.contexts)
    .filter((value) => value.startsWith(IMAGE_CONTEXT))
    .map((value) => value.slice(IMAGE_CONTEXT.length));
  const names = [
    ...(options.push ? request.tags : []),
    ...(cache.kind === 'registry' && cache.location !== null ? [cache.location] : []),
    ...bases,
    ...contexts,
  ];
  return [...new Set(names.map((name) => parseImageRef(name).registry))];
}
