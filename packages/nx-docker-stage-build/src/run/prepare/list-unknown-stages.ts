import { findNearest, type ImageInput } from '@docker-stage-build/core';
import type { ImageOptions } from '../../options';

/** Says which stages an image's options name although its target needs none of that name; such options do nothing. */
export function listUnknownStages(
  { project, head }: ImageInput,
  { noCache, cache }: Pick<ImageOptions, 'noCache' | 'cache'>,
): string[] {
  const known = [...new Set(head.flatMap(({ stages }) => [...stages.keys()]))];
  const asked = [
    ...(typeof noCache === 'boolean' ? [] : noCache.map((name) => ['noCache', name] as const)),
    ...(cache.stages ?? []).map((name) => ['cache.stages', name] as const),
  ];
  return asked
    .filter(([, name]) => !known.includes(name.toLowerCase()))
    .map(([option, name]) => {
      const nearest = findNearest(name.toLowerCase(), known);
      const way = nearest === null ? `its stages are ${known.join(', ')}` : `is it ${nearest}?`;
      return `${option} of ${project} names the stage ${name}, which the image is not made from: ${way}`;
    });
}
