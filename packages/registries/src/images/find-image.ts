import type { ImageRef } from '@docker-stage-build/core';
import type { CallOptions } from '../call-options';
import type { Manifest, RegistryClient } from '../client/model';
import { hasPlatforms } from './platforms';

export interface FindOptions extends CallOptions {
  readonly client: RegistryClient;
  /** Platforms that the image must be there for. */
  readonly platforms: readonly string[];
}

/** A build waits for the answer, and can do without it. */
const RETRIES = 1;

/**
 * The image that all references lead to, asked of the registries themselves with one request each; `null` where one leads nowhere or to
 * another image, or a platform is missing.
 * @throws StageBuildError REGISTRY_…, as the registry refuses
 */
export async function findImage(
  refs: readonly ImageRef[],
  { client, platforms, signal }: FindOptions,
): Promise<Manifest | null> {
  const call = { signal, retries: RETRIES, upstream: true };
  const [first = null, ...others] = await Promise.all(
    refs.map((ref) => client.getManifest(ref, call)),
  );
  const isEverywhere = others.every((manifest) => manifest?.digest === first?.digest);
  return first && isEverywhere && hasPlatforms(first, platforms) ? first : null;
}
