import fc from 'fast-check';
import { joinFiles } from '../context/found-files';
import type { PlatformInputs } from '../plan/image-input';
import { mapProjects } from '../scope/project-map';
import type { Tree, TreeEntry } from '../tree/tree';
import { analyzeImage } from './analyze-image';
import type { ImageRequest } from './image-request';
import type { Snapshot } from './snapshot';

const file = (hash: string): TreeEntry => ({ type: 'file', hash });
const link = (target: string): TreeEntry => ({ type: 'symlink', link: target, hash: target });

/** What may be at each path, for the most part the first; each is absent in some trees. */
const CHOICES: Readonly<Record<string, readonly TreeEntry[]>> = {
  'package.json': [file('1'), file('2')],
  'package-lock.json': [file('1'), { ...file('1'), untracked: true }],
  'apps/api/package.json': [file('1'), file('2')],
  'apps/api/src/main.ts': [file('1'), file('2')],
  'apps/api/notes.md': [file('1'), file('2')],
  'apps/web/package.json': [file('1'), link('../api/package.json')],
  'apps/web/src/main.ts': [file('1'), file('2')],
  'libs/ui': [{ type: 'submodule', hash: '1', untracked: true }, link('../apps/api')],
  'libs/ui/package.json': [file('1')],
  'libs/log/index.ts': [file('1'), file('2'), link('../../tools/log.ts')],
  'tools/log.ts': [file('1'), file('2')],
};

/** Trees of two commits, most of which is equal. */
const pairs: fc.Arbitrary<readonly [Tree, Tree]> = fc
  .tuple(...Object.entries(CHOICES).map(([path, entries]) => entryPairs(path, entries)))
  .map((all) => [toTree(all.map(([one]) => one)), toTree(all.map(([, other]) => other))] as const);

type Place = readonly [path: string, entry: TreeEntry | null];

function entryPairs(path: string, entries: readonly TreeEntry[]): fc.Arbitrary<[Place, Place]> {
  const any = fc.option(fc.constantFrom(...entries)).map((entry): Place => [path, entry]);
  const equal = any.map((place): [Place, Place] => [place, place]);
  return fc.oneof({ weight: 9, arbitrary: equal }, { weight: 1, arbitrary: fc.tuple(any, any) });
}

function toTree(places: readonly Place[]): Tree {
  return new Map(places.flatMap(([path, entry]) => (entry ? [[path, entry]] : [])));
}

const COPIES = [
  ...['. .', 'package.json .', 'package*.json ./', 'apps/api apps/api', 'apps/*/package.json ./'],
  ...['libs libs', 'libs/log/index.ts .', 'libs/ui/ ui/', 'tools tools', '[a-m]* ./', 'nope .'],
  ...['--parents apps/*/src ./', '--exclude=*.md apps/api api/'],
];

const dockerfiles = fc
  .array(fc.constantFrom(...COPIES), { minLength: 1, maxLength: 3 })
  .map(([first, ...others]) =>
    ['FROM node AS one', `COPY ${first}`, 'FROM one', ...others.map((copy) => `COPY ${copy}`)].join(
      '\n',
    ),
  );

const MAP = mapProjects([
  { name: 'api', root: 'apps/api' },
  { name: 'web', root: 'apps/web' },
  { name: 'ui', root: 'libs/ui' },
  { name: 'log', root: 'libs/log' },
]);

const requests = fc.record({
  context: fc.constantFrom('', 'apps'),
  projects: fc.option(fc.constantFrom(['api'], ['api', 'log'], ['api', 'ui', 'web'])),
  include: fc.constantFrom([], ['tools/**']),
  ignores: fc.tuple(fc.constantFrom('', '**/*.md', 'libs'), fc.boolean()),
});

const PATH = 'apps/api/Dockerfile';

function snapshotOf(tree: Tree, texts: Readonly<Record<string, string>>): Snapshot {
  return { tree, textOf: (path) => texts[path] ?? null };
}

/** Without the parts that answers share and the indexes that they came from. */
function describeInputs(platforms: readonly PlatformInputs[]): object {
  return platforms.map(({ stages, ...rest }) => ({
    ...rest,
    stages: [...stages.values()].map((inputs) => ({
      ...inputs,
      reads: inputs.reads.map((found) => ({ ...found, parts: [...joinFiles(found)] })),
      // Why a source is missing is asked of head alone.
      missing: inputs.missing.map(({ line, path }) => [line, path]),
    })),
  }));
}

describe('an image in a tree that is mostly equal to another', () => {
  it('is the one that the tree gives without the other', () => {
    let taken = 0;
    const property = fc.property(pairs, dockerfiles, requests, ([head, older], text, asked) => {
      const { context, projects, include, ignores } = asked;
      const request: ImageRequest = {
        ...{ project: 'api', dockerfile: PATH, context, target: null, tags: [] },
        ...{
          platforms: ['linux/amd64'],
          buildPlatform: 'linux/amd64',
          buildArgs: {},
          contexts: {},
        },
        ...(projects && { scope: { map: MAP, projects, include } }),
      };
      const [ignore, isSame] = ignores;
      const path = context === '' ? '.dockerignore' : `${context}/.dockerignore`;
      const now = snapshotOf(head, { [PATH]: text, [path]: ignore });
      const before = snapshotOf(older, { [PATH]: text, [path]: isSame ? ignore : 'tools' });
      const like = analyzeImage(request, now);
      const found = analyzeImage(request, { ...before, like: now }, { like });
      if (found === like) taken += 1;
      expect(describeInputs(found)).toEqual(describeInputs(analyzeImage(request, before)));
    });
    fc.assert(property, { numRuns: 600 });
    // The property says nothing of what was always worked out anew.
    expect(taken).toBeGreaterThan(20);
  });
});
