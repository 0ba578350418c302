import { parseVersion } from './version';

/** What `docker info` says of client and daemon. */
export interface DockerInfo {
  readonly clientVersion: string;
  /** Version of buildx; `null` where it does not know its own. */
  readonly buildxVersion: string | null;
  readonly hasBuildx: boolean;
  /** `null` where no daemon answers. */
  readonly serverVersion: string | null;
  readonly containerdStore: boolean;
  readonly registryMirrors: readonly string[];
  readonly insecureRegistries: readonly string[];
}

/** The parts of Docker's `system.Info` and the client's own facts that are read here. */
interface RawInfo {
  readonly ServerVersion?: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
  readonly RegistryConfig?: {
    readonly Mirrors?: readonly string[] | null;
    readonly InsecureRegistryCIDRs?: readonly string[] | null;
    readonly IndexConfigs?: Readonly<Record<string, { readonly Secure?: boolean }>> | null;
  } | null;
  readonly ClientInfo?: {
    readonly Version?: string;
    readonly Plugins?: readonly { readonly Name: string; readonly Version?: string }[] | null;
  };
}

/** Reads the output of `docker info --format '{{json .}}'`, which is complete in its client's part without a daemon. */
export function parseDockerInfo(json: string): DockerInfo {
  const info: RawInfo = JSON.parse(json);
  const buildx = info.ClientInfo?.Plugins?.find(({ Name }) => Name === 'buildx');
  const registries = info.RegistryConfig;
  return {
    clientVersion: info.ClientInfo?.Version ?? 'unknown',
    hasBuildx: buildx !== undefined,
    buildxVersion: parseVersion(buildx?.Version),
    serverVersion: info.ServerVersion || null,
    containerdStore: (info.DriverStatus ?? []).some(
      ([key, value]) => key === 'driver-type' && value === 'io.containerd.snapshotter.v1',
    ),
    registryMirrors: registries?.Mirrors ?? [],
    insecureRegistries: [
      ...(registries?.InsecureRegistryCIDRs ?? []),
      ...Object.entries(registries?.IndexConfigs ?? {})
        .filter(([, { Secure }]) => Secure === false)
        .map(([host]) => host),
    ],
  };
}
