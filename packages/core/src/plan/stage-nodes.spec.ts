import type { Stage } from '../dockerfile/stage-graph-model';
import type { StageInputs } from '../fingerprint/stage-inputs';
import type { ImageInput, Naming } from './image-input';
import { PLAIN_IMAGE } from '../image/image-settings';
import { nameStages } from './stage-nodes';

function inputs(id: string, fields: Partial<StageInputs> = {}): StageInputs {
  const steps = id === 'empty' ? [] : [{ keyword: 'RUN' }];
  return {
    stage: { id, name: id, platform: 'linux/amd64', steps, needs: [] } as unknown as Stage,
    fingerprint: `${id}-now`,
    base: 'scratch',
    parents: new Map(),
    reads: [],
    images: [],
    unpinned: [],
    untracked: false,
    missing: [],
    ...fields,
  };
}

const NAMING: Naming = { stages: null, branch: 'feature/x', defaultBranch: 'main' };

interface Case {
  readonly stages: readonly StageInputs[];
  readonly before?: readonly StageInputs[];
  readonly naming?: Partial<Naming>;
}

function name({ stages, before, naming }: Case) {
  const tree = (of: readonly StageInputs[]) => [
    {
      platform: 'linux/amd64',
      frontend: null,
      target: of.at(-1)?.stage.id ?? '',
      stages: new Map(of.map((each) => [each.stage.id, each])),
    },
  ];
  const image: ImageInput = {
    project: 'api',
    dockerfile: 'Dockerfile',
    tags: [],
    head: tree(stages),
    older: before ? [tree(before)] : [],
    naming: { ...NAMING, ...naming },
    reuse: PLAIN_IMAGE,
  };
  return nameStages(image, new Map()).all;
}

describe('moving names', () => {
  const BRANCH = /^cache-feature-x\.api\.deps-[0-9a-f]{32}-linux-amd64$/;
  const MAIN = /^cache-main\.api\.deps-[0-9a-f]{32}-linux-amd64$/;

  it.each<[string, Case, number]>([
    ['a clone without history', { stages: [inputs('deps')] }, 2],
    [
      'files that git does not track',
      { stages: [inputs('deps', { untracked: true })], before: [inputs('deps')] },
      2,
    ],
    ['a commit that tells its name', { stages: [inputs('deps')], before: [inputs('deps')] }, 0],
    ['a stage that is new', { stages: [inputs('deps')], before: [inputs('other')] }, 0],
    ['the default branch', { stages: [inputs('deps')], naming: { branch: 'main' } }, 1],
  ])('of %s', (_, images, count) => {
    const [node] = name(images);
    expect(node?.older).toHaveLength(count);
    expect(node?.moving === null).toBe(count === 0);
  });

  it('reads the own branch, then the default one, and writes the own', () => {
    const [node] = name({ stages: [inputs('deps')] });
    expect(node?.older.map(({ own }) => own)).toEqual([
      expect.stringMatching(BRANCH),
      expect.stringMatching(MAIN),
    ]);
    expect(node?.moving).toMatch(BRANCH);
  });

  it('writes none where nobody knows the branch', () => {
    const [node] = name({ stages: [inputs('deps')], naming: { branch: null } });
    expect(node?.older.map(({ own }) => own)).toEqual([expect.stringMatching(MAIN)]);
    expect(node?.moving).toBeNull();
  });

  it('comes after names that commits tell', () => {
    const before = inputs('deps', { fingerprint: 'before' });
    const [node] = name({
      stages: [inputs('deps', { untracked: true })],
      before: [before],
    });
    expect(node?.older[0]?.own).toMatch(/^cache-api\.deps-/);
    expect(node?.older).toHaveLength(3);
  });
});

describe('stages worth a cache', () => {
  const stages = [inputs('empty'), inputs('deps'), inputs('target')];
  const cacheable = (naming?: Partial<Naming>) =>
    name({ stages, ...(naming && { naming }) })
      .filter((node) => node.cacheable)
      .map((node) => node.inputs.stage.id);

  it('are those with a step that makes layers, and the target', () => {
    expect(cacheable()).toEqual(['deps', 'target']);
  });

  it('are those asked for', () => {
    expect(cacheable({ stages: ['empty'] })).toEqual(['empty']);
    expect(cacheable({ stages: [] })).toEqual([]);
  });
});
