import type { CacheStore } from '../cache-store';
import type { CallOptions } from '../call-options';

export interface LocalStoreOptions {
  /** Folder of the layout; made when the first export is taken in. */
  readonly folder: string;
  /** Size that the layout is kept under, in bytes. */
  readonly maxBytes?: number;
  /** How long after its last use nothing of a manifest is removed, in milliseconds. */
  readonly grace?: number;
}

export interface PruneLimits {
  readonly maxBytes: number;
  /** Manifests used and blobs written since then stay, whatever the size. */
  readonly keepSince: Date;
}

export interface PruneResult {
  /** Digests of the manifests that are gone. */
  readonly manifests: readonly string[];
  /** Bytes freed. */
  readonly bytes: number;
}

/** One OCI image layout that any number of builds, jobs and processes share. */
export interface LocalStore extends CacheStore {
  readonly kind: 'local';

  /** A fresh folder for one export, on the layout's own device: the export is then taken in by renames. */
  makeExportFolder(): Promise<string>;

  /**
   * Takes in what one `type=local,dest=exportFolder` export wrote, points names at it and removes the folder.
   * @returns the digest of the manifest
   */
  takeIn(exportFolder: string, names: readonly string[], options?: CallOptions): Promise<string>;

  /** Removes the least recently used manifests until the rest fits, then the blobs that nothing refers to. */
  prune(limits: PruneLimits, options?: CallOptions): Promise<PruneResult>;
}
