import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OCI_INDEX, OCI_MANIFEST } from '../../client/media-types';
import type { Descriptor } from '../layout-index';

export interface ExportContent {
  /** What the layers hold. */
  readonly layers: readonly string[];
  /** BuildKit's older form, an index whose manifests are the layers and the config. */
  readonly form?: 'manifest' | 'index';
}

const CONFIG = 'application/vnd.buildkit.cacheconfig.v0';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Writes what BuildKit's local cache export writes. Returns the digest of the manifest. */
export async function makeExport(
  folder: string,
  { layers, form = 'manifest' }: ExportContent,
): Promise<string> {
  await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true });
  const config = await addBlob(folder, CONFIG, JSON.stringify({ layers }));
  const blobs = await Promise.all(layers.map((layer) => addBlob(folder, LAYER, layer)));
  const [mediaType, content] =
    form === 'index'
      ? [OCI_INDEX, { manifests: [...blobs, config] }]
      : [OCI_MANIFEST, { config, layers: blobs }];
  const text = JSON.stringify({ schemaVersion: 2, mediaType, ...content });
  const manifest = await addBlob(folder, mediaType, text);
  const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
  const index = { schemaVersion: 2, manifests: [{ ...manifest, annotations }] };
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
  return manifest.digest;
}

async function addBlob(folder: string, mediaType: string, content: string): Promise<Descriptor> {
  const hex = createHash('sha256').update(content).digest('hex');
  await writeFile(join(folder, 'blobs', 'sha256', hex), content);
  return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(content) };
}
