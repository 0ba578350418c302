import type { BuildJob } from '../job';

/** A job with nothing but what it must have. */
export function createJob(overrides: Partial<BuildJob> = {}): BuildJob {
  return {
    project: 'shop',
    dockerfile: '/repo/apps/shop/Dockerfile',
    context: '/repo',
    target: null,
    platforms: [],
    tags: [],
    buildArgs: {},
    secrets: [],
    ssh: [],
    labels: {},
    annotations: {},
    contexts: {},
    network: null,
    noCache: false,
    pull: false,
    provenance: null,
    sbom: null,
    outputs: [{ type: 'cacheonly' }],
    cacheFrom: null,
    cacheTo: null,
    builder: null,
    addHosts: [],
    shmSize: null,
    ulimits: [],
    allow: [],
    env: {},
    ...overrides,
  };
}
