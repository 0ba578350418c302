/** Everything one engine run needs, as data. It carries no secret value. */
export interface BuildJob {
  /** Name of the project, for messages. */
  readonly project: string;
  /** Absolute path. */
  readonly dockerfile: string;
  /** Absolute path of the main context. */
  readonly context: string;
  /** Target stage; the last one when `null`. */
  readonly target: string | null;
  /** `os/arch[/variant]`; the builder's own when empty. */
  readonly platforms: readonly string[];
  readonly tags: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly secrets: readonly Secret[];
  /** `default`, or `id=socket-or-key[,key]`. */
  readonly ssh: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Keys may start with a level, as in `index:org.opencontainers.image.title`. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Named contexts: name → folder, image, URL or OCI layout. */
  readonly contexts: Readonly<Record<string, string>>;
  /** Network of RUN steps: `default`, `none` or `host`. */
  readonly network: string | null;
  /** `true` for all stages, or the names of those that must not come from a cache. */
  readonly noCache: boolean | readonly string[];
  /** Ask the registry for base images even where the builder has them. */
  readonly pull: boolean;
  /** `null` leaves it to buildx; a string is its value, such as `mode=max`. */
  readonly provenance: boolean | string | null;
  readonly sbom: boolean | string | null;
  /** At least one. */
  readonly outputs: readonly BuildOutput[];
  /** Value of the one `--cache-from`. */
  readonly cacheFrom: string | null;
  /** Value of the one `--cache-to`. */
  readonly cacheTo: string | null;
  /** Name of the builder; buildx's current one when `null`. */
  readonly builder: string | null;
  /** `host:address`. */
  readonly addHosts: readonly string[];
  /** As Docker reads it, such as `128m`. */
  readonly shmSize: string | null;
  /** `name=soft[:hard]`. */
  readonly ulimits: readonly string[];
  /** Entitlements, such as `network.host`. */
  readonly allow: readonly string[];
  /** Environment of the engine's process: where secrets with `env` are read from. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A secret by where it is read: an environment variable, or a file. With neither, the variable of the id's name. */
export interface Secret {
  readonly id: string;
  readonly env?: string;
  /** Absolute path. */
  readonly src?: string;
}

/** What becomes of the result. `dest` is an absolute path. */
export type BuildOutput =
  | { readonly type: 'push' }
  | { readonly type: 'load' }
  /** An OCI layout: one archive with `tar`, else a folder. */
  | { readonly type: 'oci'; readonly dest: string; readonly tar: boolean }
  /** An archive for `docker load`. */
  | { readonly type: 'docker'; readonly dest: string }
  /** The target's files, as an archive or as a folder. */
  | { readonly type: 'tar' | 'local'; readonly dest: string }
  /** Nothing but the builder's own store. */
  | { readonly type: 'cacheonly' };
