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
