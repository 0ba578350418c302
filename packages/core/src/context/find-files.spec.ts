import fc from 'fast-check';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import type { Tree, TreeEntry } from '../tree/tree';
import { indexContext } from './context-index';
import { findFiles } from './find-files';
import { joinFiles } from './found-files';

const FILES = [
  'package.json',
  'package-lock.json',
  'apps/api/package.json',
  'apps/api/src/main.ts',
  'apps/api/src/[x].ts',
  'apps/web/package.json',
  'apps/web/src/main.ts',
  'apps2/x',
  'libs/money/index.ts',
  'é/ö.txt',
];

function treeOf(paths: readonly string[], links: Readonly<Record<string, string>> = {}): Tree {
  const tree = new Map<string, TreeEntry>(
    paths.map((path) => [path, { hash: `hash of ${path}`, type: 'file' }]),
  );
  for (const [path, link] of Object.entries(links))
    tree.set(path, { hash: `link ${link}`, type: 'symlink', link });
  return tree;
}

function find(
  paths: string[],
  options: {
    exclude?: string[];
    folder?: string;
    ignore?: string;
    parents?: boolean;
    tree?: Tree;
  } = {},
) {
  const { exclude = [], folder = '', ignore = '', parents = false, tree = treeOf(FILES) } = options;
  const index = indexContext(tree, { folder, rules: compileIgnoreRules(ignore) });
  const found = findFiles(index, { paths, exclude, parents, required: true });
  return { ...found, paths: [...joinFiles(found).keys()] };
}

describe('findFiles', () => {
  it.each([
    [1, ['package.json'], ['package.json']],
    [2, ['package*.json'], ['package-lock.json', 'package.json']],
    [3, ['/package.json'], ['package.json']],
    [4, ['apps/*/package.json'], ['apps/api/package.json', 'apps/web/package.json']],
    [5, ['apps/web'], ['apps/web/package.json', 'apps/web/src/main.ts']],
    [6, ['./apps/web/'], ['apps/web/package.json', 'apps/web/src/main.ts']],
    [7, ['apps/a*'], ['apps/api/package.json', 'apps/api/src/[x].ts', 'apps/api/src/main.ts']],
    [8, ['libs/mon?y'], ['libs/money/index.ts']],
    [9, ['apps/api/src/\\[x\\]*'], ['apps/api/src/[x].ts']],
    [10, ['apps/api/src/[a-m]ain.ts'], ['apps/api/src/main.ts']],
    [11, ['apps/**/package.json'], ['apps/api/package.json', 'apps/web/package.json']],
    [12, ['é'], ['é/ö.txt']],
  ])('%d: %j', (_, paths, expected) => {
    const found = find(paths);
    expect(found.paths).toEqual(expected);
    expect(found.missing).toEqual([]);
  });

  it('reads the whole context for a dot', () => {
    expect(find(['.']).paths).toEqual([...FILES].sort());
  });

  it('names what is not there, and takes a wildcard without a match for nothing', () => {
    expect(find(['nope', 'libs', 'n*pe']).missing).toEqual(['nope']);
  });

  it('keeps to the context folder and its ignore rules', () => {
    const found = find(['.'], { folder: 'apps', ignore: '**/*.ts' });
    expect(found.paths).toEqual(['apps/api/package.json', 'apps/web/package.json']);
    expect(find(['api/src/main.ts'], { folder: 'apps', ignore: '**/*.ts' }).missing).toHaveLength(
      1,
    );
  });

  it('takes `**` for any depth with --parents only', () => {
    const everywhere = ['apps/api/package.json', 'apps/web/package.json', 'package.json'];
    expect(find(['**/package.json'], { parents: true }).paths).toEqual(everywhere);
    expect(find(['**/package.json']).paths).toEqual([]);
  });

  it.each<[number, string, string[], string[]]>([
    [1, 'apps/./api', [], ['apps/api/package.json', 'apps/api/src/[x].ts', 'apps/api/src/main.ts']],
    [
      2,
      'apps/*/./src',
      [],
      ['apps/api/src/[x].ts', 'apps/api/src/main.ts', 'apps/web/src/main.ts'],
    ],
    [3, 'apps/./*/src', ['api'], ['apps/web/src/main.ts']],
    [4, 'apps/*/./**/*.ts', ['src/[[]*'], ['apps/api/src/main.ts', 'apps/web/src/main.ts']],
    [5, 'apps/./**', ['apps', '**/src'], ['apps/api/package.json', 'apps/web/package.json']],
    [6, 'apps/./nope*', [], []],
  ])('counts patterns of --parents from `/./`, %d: %s', (_, source, exclude, expected) => {
    const found = find([source], { parents: true, exclude });
    expect(found).toMatchObject({ paths: expected, missing: [] });
  });

  it.each([
    [1, 'apps/./nope', []],
    [2, 'nope/./*', []],
    [3, 'apps/./.', []],
    [4, '.', []],
    [5, 'package.json', ['*.json']],
    [6, 'apps/./api', ['api']],
    [7, 'a/package.json', []],
    [8, 'a/./package.json', []],
    [9, 'gone', []],
    [10, 'go*', []],
  ])('names what --parents does not find, %d: %s', (_, source, exclude) => {
    const tree = treeOf(FILES, { a: 'apps/api', gone: 'away' });
    expect(find([source], { parents: true, exclude, tree }).missing).toEqual([source]);
  });

  it('follows links before `/./`, and only there', () => {
    const tree = treeOf(FILES, { a: 'apps/api' });
    expect(find(['a/./*.json'], { tree, parents: true }).paths).toEqual([
      'a',
      'apps/api/package.json',
    ]);
    expect(find(['**/main.ts'], { tree, parents: true }).paths).toEqual([
      'apps/api/src/main.ts',
      'apps/web/src/main.ts',
    ]);
  });

  it('takes a character for one, however it is encoded', () => {
    expect(find(['?.txt', '[😀-😎]'], { tree: treeOf(['😀.txt', '😃']) }).paths).toHaveLength(2);
  });

  it('leaves out what --exclude says, counted from the source', () => {
    expect(find(['apps/api'], { exclude: ['src'] }).paths).toEqual(['apps/api/package.json']);
  });

  it.each([
    [1, ['package.json'], ['*.json'], ['package.json']],
    [
      2,
      ['apps/api'],
      ['*.ts'],
      ['apps/api/package.json', 'apps/api/src/[x].ts', 'apps/api/src/main.ts'],
    ],
    [3, ['libs'], ['/money', '#'], ['libs/money/index.ts']],
    [4, ['apps/*'], ['src'], ['apps/api/package.json', 'apps/web/package.json']],
  ])(
    'excludes neither a source that is a file nor what lies deeper, %d',
    (_, paths, exclude, expected) => {
      expect(find(paths, { exclude }).paths).toEqual(expected);
    },
  );

  it('takes a folder for there whose files are all left out', () => {
    const found = find(['libs/money'], { ignore: '**/*.ts' });
    expect(found).toMatchObject({ paths: [], missing: [] });
    expect(find(['libs/money'], { ignore: 'libs' }).missing).toEqual(['libs/money']);
  });

  it('names a wildcard in a folder that is not there', () => {
    expect(find(['nope/*.ts']).missing).toEqual(['nope/*.ts']);
  });

  it('takes a path without a wildcard as written', () => {
    expect(find(['apps/api/src/\\[x\\].ts']).missing).toHaveLength(1);
  });

  it('looks for a wildcard behind a link', () => {
    const tree = treeOf(FILES, { a: 'apps/api' });
    expect(find(['a/*.json'], { tree }).paths).toEqual(['a', 'apps/api/package.json']);
  });

  it('follows links to files and folders, relative, absolute and climbing out', () => {
    const tree = treeOf(FILES, {
      a: 'apps/api',
      'apps/b': '../libs',
      c: '/libs',
      d: '../../package.json',
    });
    expect(find(['a/package.json'], { tree }).paths).toEqual(['a', 'apps/api/package.json']);
    expect(find(['apps/b/money'], { tree }).paths).toEqual(['apps/b', 'libs/money/index.ts']);
    expect(find(['c'], { tree }).paths).toEqual(['c', 'libs/money/index.ts']);
    expect(find(['d'], { tree }).paths).toEqual(['d', 'package.json']);
  });

  it('names links that run in a circle', () => {
    expect(find(['a'], { tree: treeOf([], { a: 'b', b: 'a' }) }).loops).toEqual(['a']);
  });

  it('changes its digest exactly when a file that is read changes', () => {
    const path = fc.constantFrom(...FILES);
    const source = fc.constantFrom(
      '.',
      'apps',
      'apps/api',
      'package*.json',
      'libs/money',
      'apps/*/src',
    );
    fc.assert(
      fc.property(path, source, (edited, read) => {
        const before = find([read]);
        const tree = new Map(treeOf(FILES)).set(edited, { hash: 'other', type: 'file' });
        const changed = find([read], { tree }).digest !== before.digest;
        expect(changed).toBe(before.paths.includes(edited));
      }),
      { numRuns: 1000 },
    );
  });
});
