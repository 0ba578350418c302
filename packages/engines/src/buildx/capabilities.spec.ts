import type { CacheKind } from '@docker-stage-build/core';
import type { BuildJob } from '../job';
import { createFacts } from '../testing/create-facts';
import { createJob } from '../testing/create-job';
import { canExportCache, canLoad, checkOutputs, findOutputProblem } from './capabilities';

const remote = (buildkitVersion: string | null) => ({
  name: 'farm',
  driver: 'remote',
  buildkitVersion,
  platforms: [],
});
const CONTAINERD = createFacts();
const CLASSIC = createFacts({ containerdStore: false });
const REMOTE = createFacts({ serverVersion: null, containerdStore: false, builder: remote(null) });
const OLD_REMOTE = createFacts({ builder: remote('0.12.5') });
const BOTH = ['linux/amd64', 'linux/arm64'];

it.each<[number, string, typeof CLASSIC, CacheKind, boolean]>([
  [1, 'containerd store', CONTAINERD, 'registry', true],
  [2, 'containerd store', CONTAINERD, 'local', true],
  [3, 'classic store', CLASSIC, 'registry', false],
  [4, 'classic store', CLASSIC, 'local', false],
  [5, 'classic store', CLASSIC, 'none', true],
  [6, 'classic store', CLASSIC, 'builder', true],
  [7, 'remote', REMOTE, 'registry', true],
])('%i: whether a builder (%s) can export a cache', (_, __, facts, kind, can) => {
  expect(canExportCache(facts, kind)).toBe(can);
});

it.each<[number, typeof CLASSIC, Partial<BuildJob>, string | null]>([
  [1, CONTAINERD, { platforms: BOTH, outputs: [{ type: 'load' }] }, null],
  [2, CONTAINERD, { platforms: BOTH, outputs: [{ type: 'docker', dest: '/d' }] }, 'one platform'],
  [3, CONTAINERD, { outputs: [{ type: 'push' }, { type: 'load' }] }, null],
  [4, CLASSIC, { outputs: [{ type: 'push' }] }, null],
  [5, CLASSIC, { outputs: [{ type: 'local', dest: '/l' }] }, null],
  [6, CLASSIC, { outputs: [{ type: 'oci', dest: '/o', tar: true }] }, 'no image files'],
  [7, CLASSIC, { outputs: [{ type: 'docker', dest: '/d' }] }, 'no image files'],
  [8, CLASSIC, { platforms: BOTH }, 'one platform'],
  [9, CLASSIC, { provenance: 'mode=max' }, 'no attestations'],
  [10, CLASSIC, { provenance: false, sbom: false }, null],
  [11, REMOTE, { platforms: BOTH, outputs: [{ type: 'push' }] }, null],
  [12, REMOTE, { platforms: BOTH, outputs: [{ type: 'load' }] }, 'one platform an image'],
  [13, REMOTE, { outputs: [{ type: 'push' }, { type: 'load' }] }, null],
  [14, OLD_REMOTE, { outputs: [{ type: 'push' }, { type: 'load' }] }, 'one output a build'],
])('%i: what stands against an output', (_, facts, overrides, problem) => {
  const found = findOutputProblem(facts, createJob(overrides));
  expect(found).toEqual(problem === null ? null : expect.stringContaining(problem));
});

it('refuses to load where no Docker takes the image, with the ways out', () => {
  const job = createJob({ outputs: [{ type: 'load' }] });
  expect(canLoad(REMOTE)).toBe(false);
  expect(() => checkOutputs(REMOTE, job)).toThrow(
    expect.objectContaining({
      code: 'ENGINE_CANNOT_OUTPUT',
      message: expect.stringContaining('"farm" cannot load the image of shop: no Docker answers'),
      hint: expect.stringMatching(/Push it.*type=oci.*leave `load` out/),
    }),
  );
  expect(canLoad(OLD_REMOTE)).toBe(true);
  expect(() => checkOutputs(OLD_REMOTE, job)).not.toThrow();
});

it('refuses with the way out', () => {
  expect(() => checkOutputs(CLASSIC, createJob({ platforms: BOTH }))).toThrow(
    expect.objectContaining({
      code: 'ENGINE_CANNOT_OUTPUT',
      hint: expect.stringContaining('containerd image store'),
    }),
  );
});
