import type { BaseDigests } from '../names/cache-name';

/** What a cache was found to hold: name → digest of its manifest, `null` for a name that is not there. */
export type NameDigests = ReadonlyMap<string, string | null>;

/** What registries said. A name or base that was not asked for has no entry. */
export interface Knowledge {
  readonly bases: BaseDigests;
  readonly names: NameDigests;
}

/** Nothing was asked. */
export const NO_KNOWLEDGE: Knowledge = { bases: new Map(), names: new Map() };
