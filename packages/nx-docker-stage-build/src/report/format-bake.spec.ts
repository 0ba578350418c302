import type { BuildJob } from '@docker-stage-build/engines';
import { formatBake } from './format-bake';

const job: BuildJob = {
  project: '@shop/api',
  dockerfile: '/w/apps/api/Dockerfile',
  context: '/w',
  target: 'production',
  platforms: ['linux/amd64', 'linux/arm64'],
  tags: ['r.io/api:1', 'r.io/api:2'],
  buildArgs: { A: '1=2', B: '' },
  secrets: [{ id: 'npmrc', src: '/w/.npmrc' }],
  ssh: ['default'],
  labels: { l: 'x' },
  annotations: { 'index:a': 'b' },
  contexts: { shared: '/w/shared' },
  network: 'host',
  noCache: ['deps'],
  pull: true,
  provenance: 'mode=max',
  sbom: false,
  outputs: [{ type: 'push' }],
  cacheFrom: 'type=registry,ref=r.io/cache@sha256:1',
  cacheTo: null,
  builder: null,
  addHosts: ['db:10.0.0.1'],
  shmSize: '64m',
  ulimits: ['nofile=1024'],
  allow: ['network.host'],
  env: {},
};

it('writes a job as a target of a bake file', () => {
  expect(JSON.parse(formatBake([job]))).toEqual({
    group: { default: { targets: ['shop-api'] } },
    target: {
      'shop-api': {
        context: '/w',
        dockerfile: '/w/apps/api/Dockerfile',
        target: 'production',
        platforms: ['linux/amd64', 'linux/arm64'],
        tags: ['r.io/api:1', 'r.io/api:2'],
        args: { A: '1=2', B: '' },
        secret: ['id=npmrc,src=/w/.npmrc'],
        ssh: ['default'],
        labels: { l: 'x' },
        annotations: ['index:a=b'],
        contexts: { shared: '/w/shared' },
        network: 'host',
        'no-cache-filter': ['deps'],
        pull: true,
        attest: ['type=provenance,mode=max', 'type=sbom,disabled=true'],
        'extra-hosts': { db: '10.0.0.1' },
        'shm-size': '64m',
        ulimits: ['nofile=1024'],
        entitlements: ['network.host'],
        'cache-from': ['type=registry,ref=r.io/cache@sha256:1'],
        output: ['type=image,push=true,store=false'],
      },
    },
  });
});
