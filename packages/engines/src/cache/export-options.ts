/** Attributes that every cache exporter of BuildKit with a manifest knows. */
export interface CacheExportOptions {
  /** `max` keeps every step of every stage, `min` only the layers of the result. Default `max`. */
  readonly mode?: 'min' | 'max';
  /** An export that fails becomes a warning. */
  readonly ignoreError?: boolean;
  /** Default `true`, as in BuildKit. */
  readonly ociMediaTypes?: boolean;
  /** An image manifest, which every registry takes; BuildKit's default since 0.21. Default `true`. */
  readonly imageManifest?: boolean;
  readonly compression?: 'gzip' | 'zstd' | 'estargz' | 'uncompressed';
}
