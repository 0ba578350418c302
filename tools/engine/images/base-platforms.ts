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

/** The platforms, such as `linux/amd64`, of a tag of `node` in a registry; none when it is not there. */
export async function basePlatforms(address: string, tag = '20-slim'): Promise<string[]> {
  const repository = `http://${address}/v2/library/node`;
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
