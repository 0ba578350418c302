import { parseImageRef } from '@docker-stage-build/core';
import { tagLocalImage } from '@docker-stage-build/engines';
import { tagImage, type RegistryClient } from '@docker-stage-build/registries';
import type { FoundImage } from './find-images';
import { canonical } from './local-engine';

export interface ReuseOptions {
  readonly client: RegistryClient;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Gives an image that exists the tags that are asked for, in its repositories and in the local engine.
 * @throws StageBuildError when a registry or the engine refuses
 */
export async function reuseImage(
  { manifest, local }: FoundImage,
  { tags, client, ...options }: ReuseOptions & { readonly tags: readonly string[] },
): Promise<void> {
  if (manifest) await tagImage(manifest, tags.map(parseImageRef), { client, ...options });
  if (!local) return;
  const there = new Set(local.tags.map(canonical));
  const missing = tags.filter((tag) => !there.has(tag));
  await Promise.all(missing.map((tag) => tagLocalImage(local.id, tag, options)));
}
