import type { ImageRef } from '@docker-stage-build/core';
import type { CallOptions } from '../call-options';
import type { Manifest, RegistryClient } from '../client/model';

/**
 * Gives an image that its repositories hold further tags: one request each, and no layer moves. To write the manifest that a tag leads to
 * already changes nothing, so nobody asks first; a registry that refuses it because tags are immutable is asked then.
 * @throws StageBuildError REGISTRY_…, as the registry refuses
 */
export async function tagImage(
  manifest: Manifest,
  refs: readonly ImageRef[],
  { client, signal }: CallOptions & { readonly client: RegistryClient },
): Promise<void> {
  await Promise.all(
    refs.map(async (ref) => {
      try {
        await client.putManifest(ref, manifest, { signal });
      } catch (error) {
        signal?.throwIfAborted();
        const digest = await client.resolve(ref, { signal, upstream: true }).catch(() => null);
        if (digest !== manifest.digest) throw error;
      }
    }),
  );
}
