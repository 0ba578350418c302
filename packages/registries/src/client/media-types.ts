export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';

/** What leads on to a manifest a platform. */
export const INDEX_TYPES: readonly string[] = [OCI_INDEX, DOCKER_LIST];

/** Every kind of manifest that leads on to others or to layers. */
export const MANIFEST_TYPES: readonly string[] = [
  OCI_INDEX,
  OCI_MANIFEST,
  DOCKER_LIST,
  DOCKER_MANIFEST,
];

/** Whether a kind of manifest is Docker's own, from before OCI. */
export function isDockerType(mediaType: string): boolean {
  return mediaType === DOCKER_LIST || mediaType === DOCKER_MANIFEST;
}
