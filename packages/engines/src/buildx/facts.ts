/** What is known of the engine and the chosen builder before anything is built. */
export interface EngineFacts {
  /** Version of the docker client. */
  readonly clientVersion: string;
  /** Version of dockerd; `null` where none answers, as with a remote builder. */
  readonly serverVersion: string | null;
  /** Version of buildx; `null` where the build does not know its own. */
  readonly buildxVersion: string | null;
  readonly builder: BuilderFacts;
  /** Whether dockerd keeps images in containerd's store; `false` without a dockerd. */
  readonly containerdStore: boolean;
  /** Mirrors of Docker Hub that dockerd is configured with, as URLs. */
  readonly registryMirrors: readonly string[];
  /** Hosts and CIDRs that dockerd speaks to without TLS or without verifying it. */
  readonly insecureRegistries: readonly string[];
}

export interface BuilderFacts {
  readonly name: string;
  /** `docker`, `docker-container`, `kubernetes`, `remote` or a newer one. */
  readonly driver: string;
  /** Version of BuildKit; `null` where the build does not know its own, or before the builder's first start. */
  readonly buildkitVersion: string | null;
  /** Platforms it can build for; empty before its first start. */
  readonly platforms: readonly string[];
}
