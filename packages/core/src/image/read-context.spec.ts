import { mergeFiles } from '../fingerprint/merge-files';
import type { Tree } from '../tree/tree';
import { analyzeImage } from './analyze-image';

const COMMIT = '1'.repeat(40);
const DIGEST = `sha256:${'1'.repeat(64)}`;

/** What is known of the target of a Dockerfile that has one named context, `place`. */
function read(text: string, value: string, tree: Tree = new Map()) {
  const [platform] = analyzeImage(
    {
      project: 'app',
      dockerfile: 'Dockerfile',
      context: '',
      target: null,
      platforms: ['linux/amd64'],
      buildPlatform: 'linux/amd64',
      buildArgs: {},
      contexts: { place: value },
      tags: [],
    },
    { tree, textOf: (path) => (path === 'Dockerfile' ? text : null) },
  );
  const target = platform?.stages.get(platform.target);
  if (!target) throw new Error('there is no target');
  return target;
}

function treeOf(hash: string, folder = 'place'): Tree {
  return new Map([
    [`${folder}/changes`, { type: 'file', hash }],
    [`${folder}/stays`, { type: 'file', hash: '1' }],
    ['elsewhere', { type: 'file', hash }],
  ]);
}

describe('a named context that is a folder', () => {
  it.each([
    [1, 'is copied from', 'FROM a\nCOPY --from=place changes /'],
    [2, 'is mounted', 'FROM a\nRUN --mount=from=place,target=/m true'],
    [3, 'is a base', 'FROM place\nRUN true'],
    [4, 'is a base without steps', 'FROM place'],
    [5, 'stands in for a stage', 'FROM a AS place\nRUN false\nFROM b\nCOPY --from=place . /'],
    [6, 'stands in for a base stage', 'FROM a AS place\nRUN false\nFROM place\nRUN true'],
    [7, 'is the base of a stage', 'FROM place AS b\nFROM b AS c\nFROM a\nCOPY --from=c changes /'],
    [8, 'is the base of a stage with steps', 'FROM place AS b\nENV A=1\nFROM a\nCOPY --from=b / /'],
  ])('%i: is an input where it %s', (_, _how, text) => {
    const fingerprints = ['1', '2'].map((hash) => read(text, 'place', treeOf(hash)).fingerprint);
    expect(new Set(fingerprints).size).toBe(2);
    expect(read(text, 'place', treeOf('1')).unpinned).toEqual([]);
  });

  it.each([
    [1, 'FROM a\nCOPY --from=place stays /'],
    [2, 'FROM a AS place\nRUN false\nFROM b\nCOPY --from=place stays /'],
    [3, 'FROM place AS b\nFROM a\nRUN --mount=from=b,source=stays,target=/m true'],
  ])('%i: is no input but for what is read of it', (_, text) => {
    const fingerprints = ['1', '2'].map((hash) => read(text, 'place', treeOf(hash)).fingerprint);
    expect(new Set(fingerprints).size).toBe(1);
  });

  it('says what is missing of it, by stages that are the folder too', () => {
    const text = 'FROM place AS b\nFROM a\nCOPY --from=b nope /';
    expect(read(text, 'place', treeOf('1')).missing).toMatchObject([{ path: 'nope', line: 3 }]);
  });

  it.each(['.place', './.place/', 'deep/../.place'])('is found by %s', (value) => {
    const { reads } = read('FROM place', value, treeOf('1', '.place'));
    expect([...mergeFiles(reads).keys()]).toEqual(['.place/changes', '.place/stays']);
  });

  it.each(['../place', '/srv/place', 'link', 'link/deep', './link/'])(
    'is not known outside of the workspace or behind a link: %s',
    (value) => {
      const tree: Tree = new Map([['link', { type: 'symlink', hash: '1', link: 'place' }]]);
      const { unpinned, missing } = read('FROM a\nCOPY --from=place x /', value, tree);
      expect(unpinned).toEqual([`${value}, which no tree of the workspace has`]);
      expect(missing).toEqual([]);
    },
  );
});

it('is read anew in a tree where a link became a folder', () => {
  const request = {
    ...{ project: 'app', dockerfile: 'Dockerfile', context: '', target: null, tags: [] },
    ...{ platforms: ['linux/amd64'], buildPlatform: 'linux/amd64', buildArgs: {} },
    contexts: { place: 'place' },
  };
  const textOf = (path: string) => (path === 'Dockerfile' ? 'FROM place\nRUN true' : null);
  const link: Tree = new Map([['place', { type: 'symlink', hash: '1', link: 'elsewhere' }]]);
  const like = analyzeImage(request, { tree: link, textOf });
  const [older] = analyzeImage(request, { tree: treeOf('1'), textOf }, { like });
  const stage = older?.stages.get('0');
  expect(stage).toMatchObject({ unpinned: [] });
  expect(mergeFiles(stage?.reads ?? []).size).toBe(2);
});

describe('a named context that only the engine can look into', () => {
  it.each([
    [1, `https://example.com/app.git#${COMMIT}`, true],
    [2, `https://example.com/app.git#${COMMIT}:folder`, true],
    [3, `git@example.com:app.git#${COMMIT}`, true],
    [4, `oci-layout:///srv/layout@${DIGEST}`, true],
    [5, 'https://example.com/app.git#main', false],
    [6, 'https://example.com/app.git', false],
    [7, 'git@example.com:app.git', false],
    [8, 'https://example.com/app.tar.gz', false],
    [9, 'oci-layout:///srv/layout:1', false],
    [10, 'target:base', false],
  ])('%i: %s is pinned: %s', (_, value, isPinned) => {
    expect(read('FROM a\nCOPY --from=place . /', value).unpinned).toEqual(isPinned ? [] : [value]);
    expect(read('FROM place AS b\nRUN true\nFROM b', value).unpinned).toEqual(
      isPinned ? [] : [value],
    );
  });

  it('is an input by its value', () => {
    const [one, other] = ['a', 'b'].map((name) =>
      read('FROM place', `https://example.com/${name}.git#${COMMIT}`),
    );
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
  });

  it('stands in for an image with its platform', () => {
    const platforms = ['amd64', 'arm64'].map((arch) =>
      read(
        `FROM --platform=linux/${arch} a AS place\nFROM b\nCOPY --from=place / /`,
        'docker-image://c',
      ),
    );
    expect(new Set(platforms.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(platforms[0]?.images).toEqual(['b', 'c']);
  });
});
