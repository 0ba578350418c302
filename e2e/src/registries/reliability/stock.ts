import { parseImageRef } from '@docker-stage-build/core';
import { registryClient } from '@docker-stage-build/registries';
import { pushImage } from '../fixtures/push-image';
import { tagOf, type Stock } from './actions';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

/** Puts into a registry what the rows deal in. */
export async function stockRegistry(address: string): Promise<Stock> {
  const client = registryClient();
  const push = (tag: string, config?: object) =>
    pushImage(parseImageRef(`${address}/shop/api:${tag}`), { client, content: tag, config });
  const image = await push('1');
  const old = await push('old');
  for (const platform of PLATFORMS) {
    const [os, architecture] = platform.split('/');
    await push(tagOf(platform), { os, architecture });
  }
  return { image, old, platforms: PLATFORMS };
}
