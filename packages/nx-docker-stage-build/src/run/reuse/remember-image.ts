import {
  listForeignTriggers,
  listOtherBases,
  messageOf,
  type ImageInput,
  type ImagePlan,
  type Trust,
} from '@docker-stage-build/core';
import { findLocalImages, type BuildResult } from '@docker-stage-build/engines';
import { hasPlatforms, tagImage } from '@docker-stage-build/registries';
import type { ImageOptions } from '../../options';
import { fingerprintRefs } from './find-images';
import { loadedImages } from './loaded-images';
import { loadedImagesFolder } from '../prepare/local-cache-folder';
import type { ReuseOptions } from './reuse-image';

export interface BuiltImageFacts {
  readonly plan: ImagePlan;
  readonly input: ImageInput;
  readonly options: ImageOptions;
  readonly trust: Trust;
  readonly result: BuildResult;
}

/**
 * Lets later runs find an image that was built: by a tag in its repositories, by its id in the local engine. Only where the
 * engine stood on the very base images that the fingerprint names, as an engine may have others than its registry, and where these
 * brought no triggers, as nobody knows before what those read. Trouble with this is a warning, the image is there.
 */
export async function rememberImage(
  built: BuiltImageFacts,
  options: ReuseOptions & { readonly warn: (message: string) => void },
): Promise<void> {
  const { plan, result } = built;
  if (plan.fingerprint === null || result.digest === null || !isKept(built)) return;
  const obstacles = listObstacles(built);
  obstacles.forEach(options.warn);
  if (obstacles.length > 0) return;
  try {
    if (built.options.push) await rememberPushed(built, options);
    if (built.options.load) await rememberLoaded(built, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    options.warn(
      `The image of ${plan.project} will be built again, as it could not be kept under its fingerprint: ${messageOf(error)}`,
    );
  }
}

function isKept({ options, trust }: BuiltImageFacts): boolean {
  return trust.level === 'write' && options.reuse.when === 'auto' && !options.offline;
}

function listObstacles({ plan, input, result }: BuiltImageFacts): string[] {
  return [
    ...listOtherBases(plan.bases, result.bases).map(({ ref, built }) => explainOther(ref, built)),
    ...listForeignTriggers(input.head, result.triggered).map(
      (stage) =>
        `The base image of stage ${stage} has triggers (ONBUILD), which may read any file, so the image is not reused later.`,
    ),
  ];
}

function explainOther(ref: string, digest: string | null): string {
  return digest === null
    ? `The engine does not say which ${ref} it built on, so the image is not reused later. Name it by its digest.`
    : `The engine built on another ${ref} than was resolved (${digest}), so the image is not reused later. Pull it anew, or set \`pull\`.`;
}

async function rememberPushed(
  { plan, result }: BuiltImageFacts,
  { client, signal }: ReuseOptions,
): Promise<void> {
  const refs = fingerprintRefs(plan.tags, plan.fingerprint ?? '');
  await Promise.all(
    refs.map(async (ref) => {
      const pushed = { ...ref, tag: null, digest: result.digest };
      const manifest = await client.getManifest(pushed, { signal, upstream: true });
      if (manifest && hasPlatforms(manifest, plan.platforms))
        await tagImage(manifest, [ref], { client, signal });
    }),
  );
}

/** The engine says itself which id its image has: stores differ in that. */
async function rememberLoaded(
  { plan }: BuiltImageFacts,
  { env, signal }: ReuseOptions,
): Promise<void> {
  const [image] = await findLocalImages(plan.tags.slice(0, 1), { env, signal });
  if (image) await loadedImages(loadedImagesFolder(env)).remember(plan.fingerprint ?? '', image.id);
}
