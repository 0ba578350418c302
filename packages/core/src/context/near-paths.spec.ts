import type { TreeEntry } from '../tree/tree';
import { indexContext } from './context-index';
import { findNearPaths } from './near-paths';

const PATHS = [
  'package.json',
  'apps/api/src/main.ts',
  'apps/web/src/main.ts',
  'libs/money/src/index.ts',
  'libs/http/src/index.ts',
];
const INDEX = indexContext(
  new Map(PATHS.map((path): [string, TreeEntry] => [path, { type: 'file', hash: '' }])),
  { folder: '' },
);

describe('findNearPaths', () => {
  it.each([
    [1, 'src/main.ts', ['apps/api/src/main.ts', 'apps/web/src/main.ts']],
    [2, 'src', ['apps/api/src', 'apps/web/src', 'libs/http/src']],
    [3, 'pakage.json', ['package.json']],
    [4, 'Libs/money', ['libs/money']],
    [5, 'something/else', []],
  ])('%d: %s', (_, path, expected) => {
    expect(findNearPaths(INDEX, path)).toEqual(expected);
  });
});
