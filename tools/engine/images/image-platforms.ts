const TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
];

interface Platform {
  readonly os: string;
  readonly architecture: string;
}

interface Manifest {
  readonly manifests?: readonly { readonly platform?: Platform }[];
  readonly config?: { readonly digest: string };
}

/**
 * The platforms, such as `linux/amd64`, of an image in a registry; none when it is not there.
 * @param name such as `library/node:20-slim`
 */
export async function imagePlatforms(address: string, name: string): Promise<string[]> {
  const [path, tag] = name.split(':');
  const repository = `http://${address}/v2/${path}`;
  const response = await fetch(`${repository}/manifests/${tag}`, {
    headers: { accept: TYPES.join(', ') },
  });
  if (!response.ok) return [];
  const manifest = (await response.json()) as Manifest;
  const platforms: (Platform | undefined)[] = manifest.config
    ? [(await (await fetch(`${repository}/blobs/${manifest.config.digest}`)).json()) as Platform]
    : (manifest.manifests ?? []).map(({ platform }) => platform);
  return platforms.flatMap((one) => (one ? [`${one.os}/${one.architecture}`] : []));
}
