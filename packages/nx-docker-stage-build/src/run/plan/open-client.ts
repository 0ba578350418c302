import {
  registryClient,
  type CredentialSource,
  type RegistryClient,
} from '@docker-stage-build/registries';
import type { ImageOptions } from '../../options';
import { speaksHttp } from './speaks-http';

export interface ClientOptions {
  /** Mirrors of Docker Hub that the engine uses. */
  readonly engineMirrors: readonly string[];
  readonly credentials: CredentialSource;
}

/**
 * One client for all images of a run, with the run's logins. A base image resolves where the engine pulls it from, so that
 * both mean the same one.
 */
export function openClient(
  images: readonly Pick<ImageOptions, 'insecureRegistries' | 'mirrors'>[],
  { engineMirrors, credentials }: ClientOptions,
): RegistryClient {
  const insecure = [...new Set(images.flatMap(({ insecureRegistries }) => insecureRegistries))];
  // Our options name a mirror by its host, an engine by its URL.
  const urlOf = (host: string): string => `http${speaksHttp(host, insecure) ? '' : 's'}://${host}`;
  const asked = images.flatMap(({ mirrors }) =>
    Object.entries(mirrors).map(([registry, mirror]) => [registry, [urlOf(mirror)]] as const),
  );
  return registryClient({
    credentials,
    insecure,
    mirrors: { 'docker.io': engineMirrors, ...Object.fromEntries(asked) },
  });
}
