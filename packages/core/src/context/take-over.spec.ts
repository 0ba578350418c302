import fc from 'fast-check';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import { compareTrees } from '../tree/tree-changes';
import type { Tree, TreeEntry } from '../tree/tree';
import { indexContext, type ContextBounds, type ContextOptions } from './context-index';
import { findFiles } from './find-files';
import type { FoundFiles } from './found-files';

const file = (hash: string): TreeEntry => ({ type: 'file', hash });
const link = (target: string): TreeEntry => ({ type: 'symlink', link: target, hash: target });

/** What may be at each path: each is absent in some trees. */
const CHOICES: Readonly<Record<string, readonly TreeEntry[]>> = {
  'package.json': [file('1'), file('2'), link('apps/api/package.json')],
  'package-lock.json': [file('1'), { ...file('1'), untracked: true }],
  'apps/api/package.json': [file('1'), file('2')],
  'apps/api/src/main.ts': [file('1'), file('2')],
  'apps/api/notes.md': [file('1'), file('2')],
  'apps/web/package.json': [file('1'), link('../api/package.json')],
  'libs/theme': [{ type: 'submodule', hash: '1', untracked: true }, link('../apps/api')],
  'libs/theme/package.json': [file('1')],
  'libs/now': [link('../apps'), link('theme'), link('now')],
  here: [link('apps/api'), link('libs')],
};

const trees: fc.Arbitrary<Tree> = fc
  .tuple(
    ...Object.entries(CHOICES).map(([path, entries]) =>
      fc.option(fc.constantFrom(...entries)).map((entry) => [path, entry] as const),
    ),
  )
  .map((entries) => new Map(entries.flatMap(([path, entry]) => (entry ? [[path, entry]] : []))));

const SOURCES = [
  ...[
    '.',
    'package.json',
    'package*.json',
    '*',
    'apps',
    'apps/api',
    'apps/*/package.json',
    'apps/*',
  ],
  ...['apps/api/src/../package.json', 'libs', 'libs/*', 'libs/theme/package.json', 'libs/now/api'],
  ...[
    'apps/./*/src',
    'apps/*/./package.json',
    'here/./*.json',
    'libs/./theme/src/*.ts',
    '**/*.json',
  ],
  ...['[a-m]*', 'apps[^a]api'],
  ...['here/package.json', 'here/*.json', 'here/*/package.json', 'nope', 'nope/*'],
];

const questions = fc.record({
  paths: fc.uniqueArray(fc.constantFrom(...SOURCES), { minLength: 1, maxLength: 2 }),
  exclude: fc.constantFrom([], ['*.md']),
  parents: fc.boolean(),
  required: fc.boolean(),
});

/** Lets in one project, what lies at the top, and one more file. */
const BOUNDS: ContextBounds = {
  admits: (file) => !file.includes('/') || /^(apps[/]api[/]|libs[/]now$)/.test(file),
  reach: (folder) => {
    if (/^apps[/]api([/]|$)/.test(folder)) return 'all';
    return ['', 'apps', 'libs'].includes(folder) ? 'some' : 'none';
  },
  starts: ['apps/api', 'libs/now', 'nowhere'],
};

const contexts = fc.record({
  folder: fc.constantFrom('', 'apps', 'libs/theme'),
  rules: fc.constantFrom('', '**/*.md', 'libs', '*\n!apps/api').map(compileIgnoreRules),
  bounds: fc.constantFrom(null, BOUNDS),
});

function look(tree: Tree, on: ContextOptions & { readonly bounds: ContextBounds | null }) {
  return { ...indexContext(tree, on), bounds: on.bounds };
}

/** Without the parts that it shares with others. */
function flatten(found: FoundFiles): object {
  return { ...found, parts: found.parts.flatMap((part) => [...part]) };
}

describe('an answer taken over from another tree', () => {
  it('is the one that this tree gives itself', () => {
    const property = fc.property(
      trees,
      trees,
      questions,
      contexts,
      (tree, other, question, context) => {
        const on = context.folder === '' ? context : { ...context, bounds: null };
        const like = { index: look(other, on), changes: compareTrees(other, tree) };
        const taken = findFiles(look(tree, { ...on, like }), question);
        const own = findFiles(look(tree, on), question);
        expect(flatten(taken)).toEqual(flatten(own));
      },
    );
    fc.assert(property, { numRuns: 5000 });
  });

  it('is the one of the context without bounds where these let in all that is asked for', () => {
    const property = fc.property(trees, questions, contexts, (tree, question, context) => {
      const index = look(tree, { ...context, folder: '', bounds: BOUNDS });
      const whole = indexContext(tree, { ...context, folder: '' });
      const taken = findFiles({ ...index, whole }, question);
      const own = findFiles(index, question);
      expect(flatten(taken)).toEqual(flatten(own));
    });
    fc.assert(property, { numRuns: 5000 });
  });

  it.each([
    ['libs/./theme/src/*.ts', true],
    ['libs/*/src/main.ts', false],
  ])('knows of a folder that came, though %s takes nothing of it', (path, parents) => {
    const before = new Map<string, TreeEntry>();
    const after = new Map([['libs/now/package.json', file('1')]]);
    const like = {
      index: indexContext(before, { folder: '' }),
      changes: compareTrees(before, after),
    };
    const question = { paths: [path], exclude: [], parents, required: true };
    expect(findFiles(like.index, question).missing).toEqual([path]);
    expect(findFiles(indexContext(after, { folder: '', like }), question).missing).toEqual([]);
  });

  it('is the same object where nothing changed that it looks at', () => {
    const tree = new Map([
      ['a', file('1')],
      ['b', file('1')],
    ]);
    const other = new Map([...tree, ['b', file('2')]]);
    const index = indexContext(tree, { folder: '' });
    const like = { index, changes: compareTrees(tree, other) };
    const question = { paths: ['a'], exclude: [], parents: false, required: true };
    const taken = findFiles(indexContext(other, { folder: '', like }), question);
    expect(taken).toBe(findFiles(index, question));
  });
});
