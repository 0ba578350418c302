import type { Read } from '../dockerfile/stage-graph-model';
import { compileScope } from './context-scope';
import { namePaths } from './named-path';
import { mapProjects } from './project-map';

const PROJECTS = [
  { name: 'api', root: 'apps/api' },
  { name: 'api-e2e', root: 'apps/api/e2e' },
  { name: 'web', root: 'apps/web' },
  { name: 'money', root: 'libs/money' },
  { name: 'http', root: 'libs/http' },
];

interface Asked {
  readonly named?: readonly string[];
  readonly parents?: boolean;
  readonly include?: readonly string[];
  readonly context?: string;
  readonly projects?: readonly string[];
  readonly root?: boolean;
}

function scopeOf(asked: Asked) {
  const { named = [], parents = false, include = [], context = '', root = false } = asked;
  const { projects = ['api', 'money'] } = asked;
  const all = root ? [...PROJECTS, { name: 'shop', root: '.' }] : PROJECTS;
  const read: Read = {
    from: { kind: 'context', name: null },
    paths: named,
    exclude: [],
    parents,
    required: true,
  };
  return compileScope(
    { map: mapProjects(all), projects, include },
    { context, named: namePaths([read]) },
  );
}

describe('compileScope', () => {
  it.each<[number, string, string | null, Asked]>([
    [1, 'apps/api/src/main.ts', 'project', {}],
    [2, 'libs/money/index.ts', 'project', {}],
    [3, 'apps/web/src/main.ts', null, {}],
    [4, 'apps/api/e2e/test.ts', null, {}],
    [5, 'package.json', 'root', {}],
    [6, 'docs/guide.md', null, { named: ['.'] }],
    [7, 'docs/guide.md', null, { named: ['*'] }],
    [8, 'docs/guide.md', 'named', { named: ['docs'] }],
    [9, 'docs/guide.md', 'named', { named: ['docs/*'] }],
    [10, 'docs/guide.md', 'named', { named: ['docs/*.md'] }],
    [11, 'docs/v1/guide.md', null, { named: ['docs/*.md'] }],
    [12, 'docs/v1/guide.md', 'named', { named: ['docs/v*'] }],
    [13, 'docs/v1/guide.md', 'named', { named: ['**/*.md'], parents: true }],
    [14, 'docs/v1/guide.md', null, { named: ['**/*.md'] }],
    [15, 'libs/http/index.ts', null, { named: ['libs'] }],
    [16, 'libs/README.md', 'named', { named: ['libs'] }],
    [17, 'libs/shared/a.ts', 'named', { named: ['libs'] }],
    [18, 'apps/web/package.json', 'manifest', { named: ['apps/web/package.json'] }],
    [19, 'apps/web/package.json', 'manifest', { named: ['apps/*/package*.json'] }],
    [20, 'apps/web/package.json', 'manifest', { named: ['**/package.json'], parents: true }],
    [21, 'apps/web/package.json', null, { named: ['apps/web'] }],
    [22, 'apps/web/package.json', null, { named: ['apps/web/*'] }],
    [23, 'apps/web/tsconfig.json', null, { named: ['apps/web/tsconfig.json'] }],
    [24, 'apps/web/src/main.ts', 'include', { include: ['apps/web/src'] }],
    [25, 'apps/web/src/main.ts', 'include', { include: ['**/main.ts'] }],
    [26, 'docs/guide.md', 'include', { include: ['docs/**'] }],
    [27, 'docs/big.bin', null, { include: ['docs', '!docs/*.bin'] }],
    [28, 'docs/guide.md', null, { root: true }],
    [29, 'package.json', 'root', { root: true }],
    [30, 'docs/guide.md', 'project', { root: true, projects: ['shop'] }],
    [31, 'apps/web/src/main.ts', null, { root: true, projects: ['shop'] }],
    [32, 'apps/api/Dockerfile', 'project', { context: 'apps/api' }],
    [33, 'apps/jest.config.ts', 'root', { context: 'apps' }],
    [34, 'apps/shared/x.ts', null, { context: 'apps' }],
    [35, 'apps/shared/x.ts', 'named', { context: 'apps', named: ['shared'] }],
    [36, 'dist/apps/api/main.js', 'root', { context: 'dist/apps/api' }],
    [37, 'dist/apps/api/x/y.js', 'named', { context: 'dist/apps/api', root: true }],
    [38, 'dist/apps/api/main.js', 'named', { named: ['dist/apps/api'] }],
  ])('%d: %s is %s by %j', (_, path, reason, asked) => {
    expect(scopeOf(asked).reasonOf(path)).toBe(reason);
  });

  it.each<[number, string, string, Asked]>([
    [1, 'apps/api/src', 'all', {}],
    [2, 'apps/api', 'some', {}],
    [3, 'apps', 'some', {}],
    [4, 'apps/web', 'none', {}],
    [5, 'docs', 'none', {}],
    [6, 'docs', 'all', { named: ['docs'] }],
    [7, 'docs', 'some', { named: ['docs/v1'] }],
    [8, 'docs/v2', 'none', { named: ['docs/v1'] }],
    [9, 'apps/web', 'some', { named: ['apps/web/package.json'] }],
    [10, 'apps/web/src', 'none', { named: ['apps/web/package.json'] }],
    [11, 'apps/web', 'none', { named: ['apps/web'] }],
    [12, 'docs', 'some', { include: ['docs', '!docs/*.bin'] }],
    [13, 'apps/web', 'all', { include: ['apps/web'] }],
    [14, 'apps', 'all', { include: ['apps'] }],
  ])('%d: of %s, %s is in by %j', (_, folder, reach, asked) => {
    expect(scopeOf(asked).reach(folder)).toBe(reach);
  });
});
