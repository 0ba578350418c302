import { parseVertexName } from './vertex-name';
import type { VertexHistory } from './vertex-history';

const FROM_IMAGE = /^FROM (\S+)@(sha256:[0-9a-f]{64})$/;

/**
 * Digests of the images that a build stood on or copied from, by name (`docker.io/library/node:20`). BuildKit writes them into the
 * names of their vertices, whether they come from a registry, from the engine's own images or from a cache. An image that came as a
 * named context has no such name.
 */
export function listBases(histories: Iterable<VertexHistory>): ReadonlyMap<string, string> {
  const bases = new Map<string, string>();
  for (const { name } of histories) {
    const [, ref, digest] = FROM_IMAGE.exec(parseVertexName(name)?.instruction ?? name) ?? [];
    if (ref !== undefined && digest !== undefined) bases.set(ref, digest);
  }
  return bases;
}
