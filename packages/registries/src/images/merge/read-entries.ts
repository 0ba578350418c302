import { formatImageRef, StageBuildError, type ImageRef } from '@docker-stage-build/core';
import type { CallOptions } from '../../call-options';
import { INDEX_TYPES } from '../../client/media-types';
import type { Manifest, RegistryClient } from '../../client/model';
import type { Platform } from '../platforms';
import type { Descriptor } from './descriptor';

export interface EntryOptions extends CallOptions {
  readonly client: RegistryClient;
}

/**
 * What a reference adds to an index: itself, or where it is an index, all that this leads to.
 * @throws StageBuildError REGISTRY_NOT_FOUND where nothing is there, PLATFORM_MISSING where it does not say what it is for
 */
export async function readEntries(
  ref: ImageRef,
  { client, signal }: EntryOptions,
): Promise<readonly Descriptor[]> {
  const manifest = await client.getManifest(ref, { signal, upstream: true });
  if (manifest === null)
    throw new StageBuildError('REGISTRY_NOT_FOUND', `There is no ${formatImageRef(ref)}`, {
      hint: 'Build and push it before it is merged. Nothing was published.',
    });
  const content = parse(manifest);
  if (!INDEX_TYPES.includes(manifest.mediaType))
    return [
      { ...describe(manifest), platform: await readPlatform(ref, { client, signal, content }) },
    ];
  const { manifests = [] } = content;
  const entries = manifests.map(async (entry) =>
    INDEX_TYPES.includes(entry.mediaType)
      ? readEntries({ ...ref, tag: null, digest: entry.digest }, { client, signal })
      : [entry],
  );
  return (await Promise.all(entries)).flat();
}

interface Content {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
}

function parse({ bytes }: Pick<Manifest, 'bytes'>): Content {
  return JSON.parse(Buffer.from(bytes).toString()) as Content;
}

function describe({ mediaType, digest, bytes }: Manifest): Descriptor {
  return { mediaType, digest, size: bytes.length };
}

/** An image that is in no index says in its configuration what it is for. */
async function readPlatform(
  ref: ImageRef,
  { client, signal, content }: EntryOptions & { readonly content: Content },
): Promise<Platform> {
  const { config } = content;
  const options = { signal, upstream: true };
  const bytes = config ? await client.getBlob(ref, config.digest, options) : null;
  const { os, architecture, variant, 'os.version': version } = parsePlatform(bytes);
  if (os === undefined || architecture === undefined)
    throw new StageBuildError(
      'PLATFORM_MISSING',
      `${formatImageRef(ref)} does not say which platform it is for`,
      { hint: 'Only images can be merged: this may be a cache. Nothing was published.' },
    );
  return {
    os,
    architecture,
    ...(variant && { variant }),
    ...(version && { 'os.version': version }),
  };
}

/** Configurations of other things than images need not be JSON. */
function parsePlatform(bytes: Uint8Array | null): Platform {
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString()) as Platform;
  } catch {
    return {};
  }
}
