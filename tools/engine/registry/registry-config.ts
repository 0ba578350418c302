/** Where a registry listens and keeps its blobs. */
export interface RegistrySettings {
  /** `127.0.0.1:5000` */
  readonly address: string;
  readonly storage: string;
}

/** The configuration of Distribution's registry. JSON is YAML, so no YAML has to be written. */
export function renderRegistryConfig({ address, storage }: RegistrySettings): string {
  const config = {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: false } },
    storage: {
      filesystem: { rootdirectory: storage, maxthreads: 100 },
      delete: { enabled: true },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: address },
  };
  return JSON.stringify(config, null, 2);
}

/** The arguments of `docker` that run the same registry as a container of ours, its log on our output. */
export function renderRegistryRun(container: string, settings: RegistrySettings): string[] {
  const { address, storage } = settings;
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  return [
    ...['run', '--rm', '--name', container, '--user', user],
    ...['--publish', `${address}:5000`, '--volume', `${storage}:/var/lib/registry`],
    ...['--env', 'REGISTRY_STORAGE_DELETE_ENABLED=true', 'registry:2'],
  ];
}
