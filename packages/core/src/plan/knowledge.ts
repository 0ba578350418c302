import type { BaseDigests } from '../names/cache-name';

/** What a cache was found to hold: name → digest of its manifest, `null` for a name that is not there. */
export type NameDigests = ReadonlyMap<string, string | null>;

/** Image fingerprint → digest of an image that has it wherever it is wanted, `null` where there is none. */
export type ImageDigests = ReadonlyMap<string, string | null>;

/** What registries said. What was not asked for has no entry. */
export interface Knowledge {
  readonly bases: BaseDigests;
  readonly names: NameDigests;
  readonly images: ImageDigests;
}

/** Nothing was asked. */
export const NO_KNOWLEDGE: Knowledge = {
  bases: new Map(),
  names: new Map(),
  images: new Map(),
};
