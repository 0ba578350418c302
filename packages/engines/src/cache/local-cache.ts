import { formatCsv } from '../csv';
import type { CacheExportOptions } from './export-options';

/** Value of a `--cache-from` that reads the manifest `digest` (`sha256:…`) of the OCI layout in `dir`. */
export function localImport(dir: string, digest: string): string {
  return formatCsv([
    ['type', 'local'],
    ['src', dir],
    ['digest', digest],
  ]);
}

/** Value of a `--cache-to` that writes an OCI layout into `dir`, its manifest tagged `tag` (buildx: `latest`). */
export function localExport(
  dir: string,
  options: CacheExportOptions & { readonly tag?: string } = {},
): string {
  const { mode = 'max', ociMediaTypes = true, imageManifest = true } = options;
  return formatCsv([
    ['type', 'local'],
    ['dest', dir],
    ['tag', options.tag],
    ['mode', mode],
    ['oci-mediatypes', ociMediaTypes],
    ['image-manifest', imageManifest],
    ['compression', options.compression],
    ['ignore-error', options.ignoreError || undefined],
  ]);
}
