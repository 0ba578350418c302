import type { BuildWarning } from '../build-result';
import type { VertexHistory } from './vertex-history';

/** How BuildKit names the vertex of an import. */
export const CACHE_IMPORT_PREFIX = 'importing cache manifest from ';

/** Refs of the one import and the one export of a build. */
export interface CacheRefs {
  readonly from: string | null;
  readonly to: string | null;
}

/** Imports and exports of caches that failed. */
export function listCacheWarnings(
  histories: Iterable<VertexHistory>,
  refs: CacheRefs,
): BuildWarning[] {
  return [...histories].flatMap(({ name, error }): BuildWarning[] => {
    if (error === null) return [];
    if (name.startsWith(CACHE_IMPORT_PREFIX)) {
      return [{ kind: 'cache-import', ref: refs.from, message: error }];
    }
    if (name.startsWith('exporting cache to ')) {
      return [{ kind: 'cache-export', ref: refs.to, message: error }];
    }
    return [];
  });
}
