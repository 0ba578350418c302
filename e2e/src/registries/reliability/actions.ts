import { parseImageRef, type ImageRef } from '@docker-stage-build/core';
import {
  mergeImages,
  registryStore,
  tagImage,
  type Manifest,
  type RegistryClient,
} from '@docker-stage-build/registries';
import type { ActionName } from '@docker-stage-build/tools/reliability/row';

/** Images that a registry holds before anything goes wrong. */
export interface Stock {
  /** `shop/api:1`. */
  readonly image: Manifest;
  /** `shop/api:old`, to be deleted. */
  readonly old: Manifest;
  readonly platforms: readonly string[];
}

export interface Scene extends Stock {
  /** Makes the tags that are written new ones. */
  readonly unique: string;
  /** Where the registry is reached. */
  readonly address: string;
  readonly client: RegistryClient;
}

/** What came of an action that did not fail. */
export type Outcome = 'done' | 'nothing' | 'wrong';

const NAMES = Array.from({ length: 20 }, (_, number) => `cache-${number}`);

/** What rows do. Each looks at its result, so that a wrong one does not pass for success. */
export const ACTIONS: Readonly<Record<ActionName, (scene: Scene) => Promise<Outcome>>> = {
  'look up a tag': async ({ client, image, ...scene }) =>
    compare(await client.resolve(refOf(scene, '1')), image),

  'look up a tag twice': async ({ client, image, ...scene }) => {
    await client.resolve(refOf(scene, '1'));
    return compare(await client.resolve(refOf(scene, '1')), image);
  },

  'read a manifest': async ({ client, image, ...scene }) => {
    const found = await client.getManifest(refOf(scene, '1'));
    return compare(found?.digest ?? null, image);
  },

  retag: async ({ client, image, unique, ...scene }) => {
    await tagImage(image, [refOf(scene, `again-${unique}`)], { client });
    return 'done';
  },

  'delete a manifest': async ({ client, old, ...scene }) => {
    const ref = { ...refOf(scene, 'old'), tag: null, digest: old.digest };
    return (await client.deleteManifest(ref)) ? 'done' : 'nothing';
  },

  'delete a tag': async ({ client, ...scene }) =>
    (await client.deleteManifest(refOf(scene, 'old'))) ? 'done' : 'nothing',

  'merge two platforms': async ({ client, platforms, unique, ...scene }) => {
    const sources = platforms.map((platform) => refOf(scene, tagOf(platform)));
    const tags = [refOf(scene, `merged-${unique}`)];
    await mergeImages(sources, { tags, platforms, client });
    return 'done';
  },

  'check that a push is allowed': async ({ client, ...scene }) => {
    await client.checkPush(refOf(scene, '1'));
    return 'done';
  },

  'find 20 cache names': findNames,

  'find 20 cache names twice': async (scene) => {
    await findNames(scene).catch(() => undefined);
    return findNames(scene);
  },

  'point 5 cache names': async ({ client, image, address, unique }) => {
    const store = registryStore({ repository: `${address}/shop/api`, client });
    const names = NAMES.slice(0, 5).map((name) => `${name}-${unique}`);
    await store.point(image.digest, names);
    return 'done';
  },
};

/** The tag under which the stock has the image of a platform. */
export function tagOf(platform: string): string {
  return platform.replaceAll('/', '-');
}

async function findNames({ client, address }: Scene): Promise<Outcome> {
  const found = await registryStore({ repository: `${address}/shop/api`, client }).find(NAMES);
  return found.size === NAMES.length ? 'done' : 'wrong';
}

function refOf({ address }: Pick<Scene, 'address'>, tag: string): ImageRef {
  return parseImageRef(`${address}/shop/api:${tag}`);
}

function compare(digest: string | null, { digest: expected }: Manifest): Outcome {
  if (digest === null) return 'nothing';
  return digest === expected ? 'done' : 'wrong';
}
