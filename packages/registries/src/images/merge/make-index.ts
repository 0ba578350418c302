import { StageBuildError } from '@docker-stage-build/core';
import { digestLike } from '../../client/digest-like';
import { DOCKER_LIST, isDockerType, OCI_INDEX } from '../../client/media-types';
import type { Manifest } from '../../client/model';
import { formatPlatform, normalizePlatform } from '../platforms';
import { subjectOf, type Descriptor } from './descriptor';

export interface IndexOptions {
  /** Platforms (`os/arch[/variant]`) that all have to be there. */
  readonly platforms: readonly string[];
  /** Of the index itself. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * One index of several images: images by platform, then what tells of them (attestations) in the same order, then the rest. The same
 * entries in any order make the same bytes.
 * @throws StageBuildError PLATFORM_MISSING, PLATFORM_TWICE
 */
export function makeIndex(
  entries: readonly Descriptor[],
  { platforms, annotations = {} }: IndexOptions,
): Manifest {
  const unique = [...new Map(entries.map((entry) => [entry.digest, entry])).values()];
  const images = unique.filter(isImage).sort(by(platformKey));
  checkTwice(images);
  checkMissing(images, platforms);
  const subjects = images.map(({ digest }) => digest);
  const attestations = unique
    .filter((entry) => subjects.includes(subjectOf(entry) ?? ''))
    .sort(by((entry) => `${subjects.indexOf(subjectOf(entry) ?? '')} ${entry.digest}`));
  const others = unique
    .filter((entry) => !isImage(entry) && subjectOf(entry) === null)
    .sort(by(({ digest }) => digest));
  return toManifest([...images, ...attestations, ...others], annotations);
}

function isImage(entry: Descriptor): boolean {
  const platform = formatPlatform(entry.platform);
  return subjectOf(entry) === null && platform !== '' && !platform.startsWith('unknown/');
}

/** Windows has images of one platform for several versions. */
function platformKey({ platform }: Descriptor): string {
  return [formatPlatform(platform), platform?.['os.version']].filter(Boolean).join(' ');
}

function checkTwice(images: readonly Descriptor[]): void {
  const keys = images.map(platformKey);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice === undefined) return;
  const digests = images.filter((image) => platformKey(image) === twice).map((i) => i.digest);
  const message = `Two different images for ${twice} cannot be merged: ${digests.join(', ')}`;
  throw new StageBuildError('PLATFORM_TWICE', message, {
    hint: 'Name one image for each platform. Nothing was published.',
  });
}

function checkMissing(images: readonly Descriptor[], platforms: readonly string[]): void {
  const there = new Set(images.map(({ platform }) => formatPlatform(platform)));
  const missing = platforms.filter((platform) => !there.has(normalizePlatform(platform)));
  if (missing.length === 0) return;
  const found = [...there].join(', ') || 'none';
  const message = `No image was given for ${missing.join(', ')} (there is: ${found})`;
  throw new StageBuildError('PLATFORM_MISSING', message, {
    hint: 'Build and push every platform before they are merged. Nothing was published.',
  });
}

/** Docker's own list where everything in it is Docker's, as buildx makes it; it has no annotations. */
function toManifest(
  manifests: readonly Descriptor[],
  annotations: Readonly<Record<string, string>>,
): Manifest {
  const names = Object.keys(annotations).sort();
  const isDocker = names.length === 0 && manifests.every((entry) => isDockerType(entry.mediaType));
  const mediaType = isDocker ? DOCKER_LIST : OCI_INDEX;
  const index = {
    schemaVersion: 2,
    mediaType,
    manifests: manifests.map(inOrder),
    ...(names.length > 0 && {
      annotations: Object.fromEntries(names.map((name) => [name, annotations[name]])),
    }),
  };
  const bytes = Buffer.from(JSON.stringify(index));
  return { digest: digestLike(bytes, null), mediaType, bytes };
}

function inOrder(entry: Descriptor): Descriptor {
  const { mediaType, digest, size, platform, annotations, artifactType } = entry;
  return {
    mediaType,
    digest,
    size,
    ...(artifactType !== undefined && { artifactType }),
    ...(platform && { platform }),
    ...(annotations && { annotations }),
  };
}

function by<T>(keyOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
}
