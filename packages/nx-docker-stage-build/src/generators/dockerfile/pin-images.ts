import { parseImageRef, StageBuildError } from '@docker-stage-build/core';
import type { RegistryClient } from '@docker-stage-build/registries';

type Images = Readonly<Record<string, string>>;

/**
 * Adds to base images the digests that their tags have now. One that has a digest stays as it is.
 * @throws StageBuildError BASE_NOT_FOUND, REGISTRY_UNREACHABLE, REGISTRY_DENIED or REGISTRY_ERROR
 */
export async function pinImages(
  images: Images,
  client: Pick<RegistryClient, 'resolve'>,
): Promise<Images> {
  const pinned = Object.entries(images).map(async ([name, image]): Promise<[string, string]> => {
    const ref = parseImageRef(image);
    if (ref.digest !== null) return [name, image];
    const digest = await client.resolve(ref).catch((error: unknown) => {
      throw withWayOut(error, { name, image });
    });
    if (digest !== null) return [name, `${image}@${digest}`];
    throw new StageBuildError('BASE_NOT_FOUND', `The base image ${image} is in no registry.`, {
      hint: `Name another one: --baseImages=${name}=IMAGE`,
    });
  });
  return Object.fromEntries(await Promise.all(pinned));
}

/** Where no registry answers, base images may still be had from a mirror, or stay as they are. */
function withWayOut(
  error: unknown,
  { name, image }: { readonly name: string; readonly image: string },
): unknown {
  if (!(error instanceof StageBuildError) || error.code !== 'REGISTRY_UNREACHABLE') return error;
  const { registry } = parseImageRef(image);
  return new StageBuildError(error.code, `${image} cannot be pinned. ${error.message}`, {
    hint: `Name a mirror in nx.json, in the plugin's \`defaults\`: "mirrors": { "${registry}": "mirror.example.com" }. Or give the digest, --baseImages=${name}=${image}@sha256:…, or leave --pinDigests out.`,
    cause: error,
    retryable: true,
  });
}
