import type { Platform } from '../platforms';

/**
 * What an index says of a manifest that it leads to.
 * https://github.com/opencontainers/image-spec/blob/main/descriptor.md
 */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly artifactType?: string;
}

const REFERENCE_TYPE = 'vnd.docker.reference.type';
const REFERENCE_DIGEST = 'vnd.docker.reference.digest';

/**
 * Digest of the image that an attestation manifest tells of; `null` for what is no attestation.
 * https://docs.docker.com/build/metadata/attestations/attestation-storage/
 */
export function subjectOf({ annotations = {} }: Descriptor): string | null {
  if (annotations[REFERENCE_TYPE] !== 'attestation-manifest') return null;
  return annotations[REFERENCE_DIGEST] ?? null;
}
