/** What distinguishes one buildkitd from another. */
export interface BuildkitdSettings {
  /** Caches; emptying it makes it cold. */
  readonly root: string;
  /** The address of its socket, `unix://…`. */
  readonly host: string;
  /** Addresses such as `127.0.0.1:5000`, asked before Docker Hub. */
  readonly mirrors: readonly string[];
  /** Registries that speak plain HTTP. */
  readonly insecureRegistries: readonly string[];
}

/** The content of buildkitd.toml(5). Strings of JSON are strings of TOML too. */
export function renderBuildkitdConfig(settings: BuildkitdSettings): string {
  const { root, host, mirrors, insecureRegistries } = settings;
  const plain = [...new Set([...mirrors, ...insecureRegistries])];
  return [
    `root = ${JSON.stringify(root)}`,
    '[grpc]',
    `address = [${JSON.stringify(host)}]`,
    '[worker.oci]',
    'enabled = true',
    'snapshotter = "overlayfs"',
    '[worker.containerd]',
    'enabled = false',
    '[registry."docker.io"]',
    `mirrors = ${JSON.stringify(mirrors)}`,
    ...plain.flatMap((address) => [`[registry.${JSON.stringify(address)}]`, 'http = true']),
    '',
  ].join('\n');
}
