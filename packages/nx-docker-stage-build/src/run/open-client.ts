import {
  readCredentials,
  registryClient,
  type RegistryClient,
} from '@docker-stage-build/registries';
import type { ImageOptions } from '../options';

export interface ClientOptions {
  /** Mirrors of Docker Hub that the engine uses. */
  readonly engineMirrors: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly warn: (message: string) => void;
}

/** A client with Docker's logins. A base image resolves where the engine pulls it from, so that both mean the same one. */
export function openClient(
  { insecureRegistries: insecure, mirrors }: ImageOptions,
  { engineMirrors, env, warn }: ClientOptions,
): RegistryClient {
  const asked = Object.entries(mirrors).map(([registry, mirror]) => [registry, [mirror]] as const);
  return registryClient({
    credentials: readCredentials({ env, warn }),
    insecure,
    mirrors: { 'docker.io': engineMirrors, ...Object.fromEntries(asked) },
  });
}
