import fc from 'fast-check';
import { indexContext, isFolder, pathsUnder, type ContextIndex } from '../context/context-index';
import type { Read } from '../dockerfile/stage-graph-model';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import type { Tree } from '../tree/tree';
import { compileScope, type ContextScope } from './context-scope';
import { namePaths } from './named-path';
import { mapProjects } from './project-map';
import { renderIgnoreFile, type FolderEntry } from './render-ignore-file';
import { scopeContext } from './scope-context';

/** What a folder of a tree holds. */
function listFolder(tree: Tree, folder: string): FolderEntry[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const found = new Map<string, FolderEntry>();
  for (const path of tree.keys()) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    found.set(name, { name, isFolder: rest.length > 0 });
  }
  return [...found.values()];
}

function treeOf(paths: readonly string[]): Tree {
  return new Map(paths.map((path) => [path, { type: 'file', hash: path }]));
}

const NAMES = ['apps', 'libs', 'a', 'b', 'src', 'package.json', '[x]', '!y'];
const name = fc.constantFrom(...NAMES);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const glob = fc
  .array(fc.oneof(name, fc.constantFrom('*', '**', 'a*', '?', '*.json')), {
    minLength: 1,
    maxLength: 3,
  })
  .map((segments) => segments.join('/'));
const line = fc.tuple(fc.constantFrom('', '', '!'), glob).map((parts) => parts.join(''));

/** Files of which none is a folder of another. */
const tree = fc
  .uniqueArray(path, { minLength: 1, maxLength: 25 })
  .map((paths) => treeOf(paths.filter((one) => !paths.some((two) => two.startsWith(`${one}/`)))));

const setting = fc.record({
  tree,
  ignoreText: fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n')),
  context: fc.oneof(fc.constant(''), fc.constant(''), path),
  roots: fc.uniqueArray(fc.oneof(path, path, path, fc.constant('.')), { maxLength: 6 }),
  picked: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  named: fc.array(glob, { maxLength: 3 }),
  parents: fc.boolean(),
  include: fc.array(line, { maxLength: 2 }),
});

type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

function scopeOf({ roots, picked, named, parents, include, context }: Setting): ContextScope {
  const projects = roots.map((root) => ({ name: root, root }));
  const read: Read = {
    from: { kind: 'context', name: null },
    paths: named,
    exclude: [],
    parents,
    required: true,
  };
  return compileScope(
    { map: mapProjects(projects), projects: roots.filter((_, at) => picked[at]), include },
    { context, named: namePaths([read]) },
  );
}

describe('renderIgnoreFile', () => {
  it('writes the given lines, then what is out of scope, the topmost of each, sorted', () => {
    const scope = scopeOf({
      ...fc.sample(setting, 1)[0]!,
      ...{ roots: ['apps/api', 'apps/web', 'libs/a', 'libs/b'], context: '', include: [] },
      ...{ picked: [true, false, true, false], named: ['tools', 'apps/web/package.json'] },
    });
    const files = treeOf([
      ...['package.json', 'docs/v1/a.md', 'tools/x.ts', 'node_modules/x/y.js'],
      ...['apps/api/main.ts', 'apps/web/main.ts', 'apps/web/package.json', 'apps/web/src/x.ts'],
      ...['libs/a/index.ts', 'libs/b/index.ts', 'libs/b/src/x.ts', '#old/[x].txt'],
    ]);
    const options = { context: '', entriesOf: (folder: string) => listFolder(files, folder) };
    expect(renderIgnoreFile(scope, { ...options, ignoreText: '**/node_modules\n!apps' })).toBe(
      [
        ...['**/node_modules', '!apps', '# Out of scope (contextScope):'],
        ...['\\#old', 'apps/web/main.ts', 'apps/web/src', 'docs', 'libs/b', ''],
      ].join('\n'),
    );
  });

  it('writes nothing where nothing is out of scope', () => {
    const scope = scopeOf({
      ...fc.sample(setting, 1)[0]!,
      ...{ roots: ['api'], picked: [true], context: 'api' },
    });
    const entriesOf = () => {
      throw new Error('no folder is to be read');
    };
    expect(renderIgnoreFile(scope, { context: 'api', ignoreText: '*', entriesOf })).toBeNull();
  });

  it('admits what the given file and the scope both admit, and keeps the folders that the planner sees', () => {
    fc.assert(
      fc.property(setting, (asked) => {
        const { context, ignoreText } = asked;
        const scope = scopeOf(asked);
        const given = compileIgnoreRules(ignoreText);
        const entriesOf = (folder: string) => listFolder(asked.tree, folder);
        const text = renderIgnoreFile(scope, { context, ignoreText, entriesOf });
        const written = compileIgnoreRules(text ?? ignoreText);
        const whole = indexContext(asked.tree, { folder: context, rules: given });
        const expected = indexContext(asked.tree, { folder: context, rules: written });
        const scoped = scopeContext(whole, scope);
        const pathsOf = (index: ContextIndex) => pathsUnder(index, '').sort();
        expect(pathsOf(expected)).toEqual(pathsOf(scoped));
        const prefix = context === '' ? '' : `${context}/`;
        expect(pathsOf(scoped)).toEqual(
          pathsOf(whole).filter((file) => scope.reasonOf(prefix + file) !== null),
        );
        for (const file of pathsOf(whole)) {
          const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
          expect([folder, isFolder(scoped, folder)]).toEqual([folder, isFolder(expected, folder)]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
