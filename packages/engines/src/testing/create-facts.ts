import type { EngineFacts } from '../buildx/facts';

/** Facts of a Docker with its containerd image store and its own builder. */
export function createFacts(overrides: Partial<EngineFacts> = {}): EngineFacts {
  return {
    clientVersion: '28.5.2',
    serverVersion: '28.5.2',
    buildxVersion: '0.29.1',
    containerdStore: true,
    registryMirrors: [],
    insecureRegistries: ['127.0.0.0/8', '::1/128'],
    builder: { name: 'default', driver: 'docker', buildkitVersion: null, platforms: [] },
    ...overrides,
  };
}
