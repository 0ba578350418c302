import { analyzeImage } from '../image/analyze-image';
import type { ImageRequest } from '../image/image-request';
import { PLAIN_IMAGE } from '../image/image-settings';
import { hasAffectedStage } from './affected';
import type { ImageInput } from './image-input';
import { makePlan } from './make-plan';
import { nameStages } from './stage-nodes';

const URL = 'https://example.com/tool';
const SUM = `sha256:${'1'.repeat(64)}`;
const add = (flag = '') =>
  `FROM scratch AS tool\nADD ${flag} ${URL} /\nFROM scratch\nCOPY --from=tool / /\n`;

const request: ImageRequest = {
  project: 'api',
  dockerfile: 'Dockerfile',
  context: '',
  target: null,
  platforms: ['linux/amd64'],
  buildPlatform: 'linux/amd64',
  buildArgs: {},
  contexts: {},
  tags: [],
};

function readImage(text: string, before = text): ImageInput {
  const [head, base] = [text, before].map((dockerfile) =>
    analyzeImage({ ...request }, { tree: new Map(), textOf: () => dockerfile }),
  );
  return {
    ...{ project: 'api', dockerfile: 'Dockerfile', tags: [], reuse: PLAIN_IMAGE },
    naming: { stages: null, branch: null, defaultBranch: 'main' },
    head: head ?? [],
    older: [base ?? []],
  };
}

/** Plans an image all of whose cache names exist. */
function planKept(input: ImageInput, base: string | null = 'base') {
  const names = nameStages(input, new Map()).all.flatMap(({ head }) =>
    head ? [head.own, head.shared] : [],
  );
  const cache = {
    kind: 'registry',
    location: 'r.io/cache',
    why: '',
    read: true,
    write: true,
  } as const;
  const { images } = makePlan({
    ...{ base, baseWhy: '', head: 'head', cache, ownerOf: () => null },
    runner: { kind: 'cloud', provider: null, why: '' },
    images: [
      {
        ...{ input, cache, refresh: false },
        knowledge: {
          bases: new Map(),
          names: new Map(names.map((name) => [name, SUM])),
          images: new Map(),
        },
        cacheRefs: { importOf: (digest) => digest, exportOf: (name) => name },
      },
    ],
  });
  const [image] = images;
  if (!image) throw new Error('there is no image');
  return image;
}

describe('an input that is not pinned', () => {
  it('leaves its stage, and what needs that, neither affected nor not', () => {
    const image = planKept(readImage(add()));
    expect(image.stages.map(({ name, affected, why }) => [name, affected, why])).toEqual([
      ['tool', null, [`not pinned: ${URL}`]],
      ['1', null, [`not pinned: ${URL}`]],
    ]);
    expect(image.why).toEqual(['only the engine can tell: tool, 1', `not pinned: ${URL}`]);
    expect(hasAffectedStage(readImage(add()))).toBe(true);
  });

  it('is told besides what changed', () => {
    const { stages, why } = planKept(readImage(`${add()}USER 1\n`, add()));
    expect(stages.map(({ affected }) => affected)).toEqual([null, true]);
    expect(stages[1]?.why).toEqual(['line 5 changed: USER 1', `not pinned: ${URL}`]);
    expect(why.slice(0, 2)).toEqual(['affected stages: 1', 'only the engine can tell: tool']);
  });

  it('is told where there is nothing to compare with', () => {
    const { stages, why } = planKept(readImage(add()), null);
    expect(stages[0]).toMatchObject({ affected: null, why: [`not pinned: ${URL}`] });
    expect(why).toEqual([`not pinned: ${URL}`]);
  });

  it('is exported each time: under the name that exists may be what it was before', () => {
    expect(planKept(readImage(add()))).toMatchObject({
      import: SUM,
      export: expect.stringMatching(/^cache-api\.1-/),
    });
  });

  it('is like others once it is pinned', () => {
    const pinned = readImage(add(`--checksum=${SUM}`));
    const image = planKept(pinned);
    expect(image.stages.map(({ affected, why }) => [affected, why])).toEqual([
      [false, []],
      [false, []],
    ]);
    expect(image).toMatchObject({ why: ['no stage is affected'], import: SUM, export: null });
    expect(hasAffectedStage(pinned)).toBe(false);
  });
});
