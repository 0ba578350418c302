import { KNOWN_REGISTRIES, OTHER_REGISTRY } from './known-registries';
import type { RegistryProfile } from './model';

/** What is known of the registry at a host (with its port; `docker.io` for Docker Hub). */
export function findProfile(registry: string): RegistryProfile {
  const host = registry.toLowerCase();
  return (
    KNOWN_REGISTRIES.find(({ hosts }) => hosts.some((pattern) => pattern.test(host))) ??
    OTHER_REGISTRY
  );
}
