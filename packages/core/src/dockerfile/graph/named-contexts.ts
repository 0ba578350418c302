import { StageBuildError } from '../../errors';
import { parseImageRef } from '../../names/image-ref';

/** Finds the named context that stands in for a stage or an image. */
export type FindContext = (name: string, platform: string) => string | null;

/**
 * Named contexts are found by the short form of an image's name, with or without `::platform` behind it
 * (BuildKit, frontend/dockerui/config.go).
 */
export function indexContexts(names: readonly string[]): FindContext {
  if (names.length === 0) return () => null;
  const known = new Map<string, string>();
  for (const name of names) {
    const [image = '', platform] = name.split('::');
    known.set(toKey(image, platform), name);
  }
  return (name, platform) => known.get(toKey(name, platform)) ?? known.get(toKey(name)) ?? null;
}

function toKey(name: string, platform?: string): string {
  return platform === undefined ? shorten(name) : `${shorten(name)}::${platform}`;
}

/** `docker.io/library/node:latest` is `node`. */
function shorten(name: string): string {
  try {
    const { registry, repository, tag, digest } = parseImageRef(name);
    const path =
      registry === 'docker.io' ? repository.replace(/^library\//, '') : `${registry}/${repository}`;
    const version = tag === null ? '' : `:${tag}`;
    return digest === null
      ? `${path}${tag === 'latest' ? '' : version}`
      : `${path}${version}@${digest}`;
  } catch (error) {
    // A context may have a name that no image can have; then it stands in for nothing but itself.
    if (error instanceof StageBuildError) return name;
    throw error;
  }
}
