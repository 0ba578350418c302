/** How often a registry lets itself be asked, as far as it says so and a client can keep to it. */
export interface RegistryLimits {
  /** Requests of any kind in a second. */
  readonly requests?: number;
  /** Manifests written in a second. */
  readonly manifestWrites?: number;
}

/** What can be deleted by the registry's own API. */
export type Deleting =
  /** Tags and manifests. */
  | 'tags'
  /** Manifests, which takes all their tags along. */
  | 'manifests'
  /** Nothing: another API has to be used. */
  | 'nothing'
  /** What its documentation does not say. */
  | 'unknown';

/** What a kind of registry needs and allows. */
export interface RegistryProfile {
  readonly name: string;
  /** Hosts at which it is known to answer; empty for what people run themselves. */
  readonly hosts: readonly RegExp[];
  /** Whether it takes caches as BuildKit exported them before image manifests (an index of layers). */
  readonly takesCacheIndexes: boolean | null;
  /** Whether a push makes a repository that is not there. */
  readonly repositories: string;
  readonly deleting: Deleting;
  /** How to delete where the registry's API does not, or what to mind where it does. */
  readonly deletingNote: string;
  readonly limits: RegistryLimits;
  readonly limitsNote: string;
  readonly anonymous: string;
  /** What of this was run for real by the project's own tests. */
  readonly seen: string;
  /** Where each statement comes from. */
  readonly sources: readonly string[];
}
