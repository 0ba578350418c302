import type { StageInputs } from '../fingerprint/stage-inputs';
import { PLAIN_IMAGE, type ImageSettings, type ReuseRequest } from '../image/image-settings';
import { decideReuse } from './decide-reuse';
import { fingerprintImage } from './fingerprint-image';
import type { ImageInput } from './image-input';
import { NO_KNOWLEDGE, type Knowledge } from './knowledge';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const BASES = new Map([['node:20', DIGEST]]);

interface Difference {
  readonly fingerprint?: string;
  readonly images?: readonly string[];
  readonly unpinned?: readonly string[];
  readonly platforms?: readonly string[];
  readonly frontend?: string;
  readonly tags?: readonly string[];
  readonly project?: string;
  readonly settings?: Partial<ImageSettings>;
  readonly reuse?: Partial<ReuseRequest>;
}

function image(difference: Difference = {}): ImageInput {
  const { fingerprint = 'f', images = ['node:20'], unpinned = [], platforms } = difference;
  const target = { fingerprint, images, unpinned } as unknown as StageInputs;
  return {
    project: difference.project ?? 'api',
    dockerfile: 'Dockerfile',
    tags: difference.tags ?? ['r.io/shop/api:1'],
    reuse: {
      settings: { ...PLAIN_IMAGE.settings, ...difference.settings },
      obstacles: [],
      epoch: null,
      ...difference.reuse,
    },
    head: (platforms ?? ['linux/amd64']).map((platform) => ({
      platform,
      frontend: difference.frontend ?? null,
      target: 'app',
      stages: new Map([['app', target]]),
    })),
    older: [],
    naming: { stages: null, branch: null, defaultBranch: 'main' },
  };
}

describe('the image fingerprint', () => {
  const plain = fingerprintImage(image(), BASES);

  it.each<[number, string, Difference]>([
    [1, 'a stage', { fingerprint: 'g' }],
    [2, 'another base', { images: ['node:20', `alpine@${DIGEST}`] }],
    [3, 'a platform', { platforms: ['linux/amd64', 'linux/arm64'] }],
    [4, 'another platform', { platforms: ['linux/arm64'] }],
    [5, 'the frontend', { frontend: 'docker/dockerfile:1' }],
    [6, 'a label', { settings: { labels: { team: 'shop' } } }],
    [7, 'labels from git', { settings: { gitLabels: true } }],
    [8, 'an annotation', { settings: { annotations: { a: 'b' } } }],
    [9, 'provenance', { settings: { provenance: false } }],
    [10, 'sbom', { settings: { sbom: true } }],
    [11, 'network', { settings: { network: 'host' } }],
    [12, 'hosts', { settings: { addHosts: ['a:1.2.3.4'] } }],
    [13, 'shmSize', { settings: { shmSize: '1g' } }],
    [14, 'ulimits', { settings: { ulimits: ['nofile=1'] } }],
    [15, 'entitlements', { settings: { allow: ['network.host'] } }],
    [16, 'arguments of the engine', { settings: { engineArgs: { SOURCE_DATE_EPOCH: '0' } } }],
    [17, 'the period', { reuse: { epoch: 3 } }],
  ])('%i. changes with %s', (_, __, difference) => {
    expect(fingerprintImage(image(difference), BASES)).not.toBe(plain);
  });

  it('changes when a base moves', () => {
    const moved = new Map([['node:20', `sha256:${'2'.repeat(64)}`]]);
    expect(fingerprintImage(image(), moved)).not.toBe(plain);
  });

  it.each<[string, Difference]>([
    ['tags', { tags: ['r.io/shop/api:2'] }],
    ['project', { project: 'web' }],
    ['obstacles', { reuse: { obstacles: ['asked not to'] } }],
  ])('does not depend on %s', (_, difference) => {
    expect(fingerprintImage(image(difference), BASES)).toBe(plain);
  });

  it('does not depend on the order of platforms and fields', () => {
    const one = image({ platforms: ['a/b', 'c/d'], settings: { labels: { a: '1', b: '2' } } });
    const other = image({ platforms: ['c/d', 'a/b'], settings: { labels: { b: '2', a: '1' } } });
    expect(fingerprintImage(one, BASES)).toBe(fingerprintImage(other, BASES));
  });
});

describe('whether an image is reused', () => {
  const fingerprint = fingerprintImage(image(), BASES) as string;
  const knowing = (digest: string | null): Knowledge => ({
    ...NO_KNOWLEDGE,
    bases: BASES,
    images: new Map([[fingerprint, digest]]),
  });

  it.each<[number, ImageInput, Knowledge, string, string[]]>([
    [1, image(), NO_KNOWLEDGE, 'unknown', []],
    [2, image(), { ...NO_KNOWLEDGE, bases: BASES }, 'unknown', []],
    [3, image(), knowing(null), 'build', ['no image of this fingerprint exists']],
    [4, image(), knowing(DIGEST), 'reuse', [`${DIGEST} has this fingerprint`]],
    [
      5,
      image({ reuse: { obstacles: ['noCache is asked for'] } }),
      knowing(DIGEST),
      'build',
      ['not reused: noCache is asked for'],
    ],
    [
      6,
      image({ unpinned: ['https://example.com/a'] }),
      NO_KNOWLEDGE,
      'build',
      ['not pinned: https://example.com/a'],
    ],
    [
      7,
      image(),
      { ...NO_KNOWLEDGE, bases: new Map([['node:20', null]]) },
      'build',
      ['base image node:20 did not resolve: stages on it have no cache names'],
    ],
  ])('%i', (_, input, known, decision, why) => {
    expect(decideReuse(input, known)).toMatchObject({ decision, why });
  });

  it.each<[string, ImageInput, Knowledge]>([
    ['a base that is not resolved', image(), NO_KNOWLEDGE],
    ['an input that is not pinned', image({ unpinned: ['https://example.com/a'] }), knowing(null)],
  ])('needs a fingerprint, which %s takes away', (_, input, { bases }) => {
    expect(fingerprintImage(input, bases)).toBeNull();
  });
});
