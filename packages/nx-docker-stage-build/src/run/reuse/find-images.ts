import {
  fingerprintImage,
  fingerprintTag,
  formatImageRef,
  listObstacles,
  messageOf,
  NO_KNOWLEDGE,
  parseImageRef,
  unresolvedBases,
  type BaseDigests,
  type ImageRef,
} from '@docker-stage-build/core';
import type { LocalImage } from '@docker-stage-build/engines';
import { findImage, type Manifest, type RegistryClient } from '@docker-stage-build/registries';
import { baseResolver, type AskOptions, type ResolveBase } from '../plan/gather-knowledge';
import { findLoaded, lookUpLocally, type LocalImages } from './local-engine';
import type { PreparedImage } from '../prepare/prepare-images';

/** An image that has the fingerprint, wherever it is wanted. */
export interface FoundImage {
  readonly digest: string;
  /** As its repositories hold it; `null` where it is not pushed. */
  readonly manifest: Manifest | null;
  /** As the local engine holds it; `null` where it is not loaded. */
  readonly local: LocalImage | null;
}

/** What was found out of an image before any engine is asked to build it. */
export interface EarlyAnswer {
  /** Empty where nothing was asked. */
  readonly bases: BaseDigests;
  readonly fingerprint: string | null;
  /** `null` where no image has the fingerprint, or where it was not looked for. */
  readonly found: FoundImage | null;
}

export interface FindImagesOptions extends AskOptions {
  readonly client: RegistryClient;
  readonly env: NodeJS.ProcessEnv;
  /** Answers of an earlier search: the same fingerprint is not looked for again. */
  readonly known?: ReadonlyMap<PreparedImage, EarlyAnswer>;
  /** Takes what is wrong with base images, where that is to be told apart. */
  readonly warnOfBase?: (message: string) => void;
}

interface Sources extends FindImagesOptions {
  readonly local: LocalImages;
  readonly resolve: ResolveBase;
}

/**
 * Resolves base images, each once, and looks for images that need not be built, side by side. A registry that cannot be
 * asked has none: the image is built.
 */
export async function findImages(
  images: readonly PreparedImage[],
  options: FindImagesOptions,
): Promise<ReadonlyMap<PreparedImage, EarlyAnswer>> {
  const { warn, warnOfBase = warn } = options;
  const resolve = baseResolver({ ...options, warn: warnOfBase });
  const loaded = images.filter((image) => mayExist(image) && isOnlyLoaded(image));
  const names = loaded.flatMap((image) => [...basesOf(image), ...image.request.tags]);
  const sources = { ...options, resolve, local: await lookUpLocally(names, options) };
  const answers = images.map(async (image) => [image, await answer(image, sources)] as const);
  return new Map(await Promise.all(answers));
}

/** Whether nothing that is known without asking speaks against taking an image that exists. */
export function mayExist({ input }: PreparedImage): boolean {
  return listObstacles(input, NO_KNOWLEDGE).length === 0;
}

/** What is only loaded stands on what the local engine has, unless `pull` asks registries first. */
function isOnlyLoaded({ options: { push, load, pull } }: PreparedImage): boolean {
  return load && !push && !pull;
}

function basesOf({ input }: PreparedImage): string[] {
  return unresolvedBases([input], new Map());
}

async function answer(image: PreparedImage, sources: Sources): Promise<EarlyAnswer> {
  const isWanted = mayExist(image);
  const isAsked = !image.options.offline && (isWanted || image.cache.location !== null);
  const bases = isAsked ? await resolveAll(image, sources) : new Map<string, string | null>();
  const fingerprint = isWanted ? fingerprintImage(image.input, bases) : null;
  const before = sources.known?.get(image)?.fingerprint ?? null;
  const isNew = fingerprint !== null && fingerprint !== before;
  const found = isNew ? await find(image, { ...sources, fingerprint }) : null;
  return { bases, fingerprint, found };
}

async function resolveAll(
  image: PreparedImage,
  { local, resolve }: Sources,
): Promise<Map<string, string | null>> {
  const entries = basesOf(image).map(async (ref) => {
    const here = isOnlyLoaded(image) ? local.digestOf(ref) : null;
    return [ref, here ?? (await resolve(ref))] as const;
  });
  return new Map(await Promise.all(entries));
}

interface Wanted extends Sources {
  readonly fingerprint: string;
}

/** Looks everywhere where the image is wanted, registries after the local engine, which is nearer. */
async function find(image: PreparedImage, wanted: Wanted): Promise<FoundImage | null> {
  const { options } = image;
  const local = options.load
    ? await findLoaded(wanted.fingerprint, { ...wanted, known: wanted.local })
    : null;
  if (options.load && local === null) return null;
  const manifest = options.push ? await findPushed(image, wanted) : null;
  if (options.push && manifest === null) return null;
  const digest = manifest?.digest ?? local?.id;
  return digest === undefined ? null : { digest, manifest, local };
}

async function findPushed(
  { request, project }: PreparedImage,
  { client, fingerprint, signal, warn }: Wanted,
): Promise<Manifest | null> {
  const refs = fingerprintRefs(request.tags, fingerprint);
  try {
    return await findImage(refs, { client, platforms: request.platforms, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    warn(
      `No registry could say whether the image of ${project.name} exists, so it is built: ${messageOf(error)}`,
    );
    return null;
  }
}

/** The fingerprint's tag in every repository that an image has tags in. */
export function fingerprintRefs(tags: readonly string[], fingerprint: string): ImageRef[] {
  const tag = fingerprintTag(fingerprint);
  const refs = tags.map((name) => ({ ...parseImageRef(name), tag }));
  return [...new Map(refs.map((ref) => [formatImageRef(ref), ref])).values()];
}
