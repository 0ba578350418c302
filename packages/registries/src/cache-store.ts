import type { CallOptions } from './call-options';

/** Where cache manifests are kept under names: a registry repository or a local OCI layout. */
export interface CacheStore {
  readonly kind: 'registry' | 'local';
  /** `registry/repository`, or the layout's folder. */
  readonly location: string;

  /** Looks names up; every name is a key of the answer, `null` where nothing stands under it. */
  find(names: readonly string[], options?: CallOptions): Promise<Map<string, string | null>>;

  /**
   * Points names at a manifest that the store holds; no layer moves.
   * @returns the names that pointed elsewhere or nowhere before
   */
  point(
    digest: string,
    names: readonly string[],
    options?: CallOptions,
  ): Promise<readonly string[]>;
}
