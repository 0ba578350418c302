import { formatCsv } from '../csv';
import type { CacheExportOptions } from './export-options';

export interface RegistryCacheOptions {
  /** The registry speaks plain HTTP, or its certificate cannot be verified. */
  readonly insecure?: boolean;
}

/** Value of a `--cache-from` that reads `ref` (a tag or a digest of a registry's repository). */
export function registryImport(ref: string, { insecure }: RegistryCacheOptions = {}): string {
  return formatCsv([
    ['type', 'registry'],
    ['ref', ref],
    ['registry.insecure', insecure || undefined],
  ]);
}

/** Value of a `--cache-to` that writes `ref`. */
export function registryExport(
  ref: string,
  options: RegistryCacheOptions & CacheExportOptions = {},
): string {
  const { mode = 'max', ociMediaTypes = true, imageManifest = true } = options;
  return formatCsv([
    ['type', 'registry'],
    ['ref', ref],
    ['mode', mode],
    ['oci-mediatypes', ociMediaTypes],
    ['image-manifest', imageManifest],
    ['compression', options.compression],
    ['ignore-error', options.ignoreError || undefined],
    ['registry.insecure', options.insecure || undefined],
  ]);
}
