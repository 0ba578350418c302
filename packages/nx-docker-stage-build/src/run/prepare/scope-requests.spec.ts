import { scopeRequests } from './scope-requests';

const projects = [
  { name: 'api', root: 'apps/api' },
  { name: 'web', root: 'apps/web' },
  { name: 'money', root: 'libs/money' },
];
const api = { name: 'api', root: 'apps/api' };
const graph = { kind: 'graph' as const, include: ['docs'] };

function scopesOf(dependencies: ReadonlyMap<string, readonly string[]> | null) {
  const warnings: string[] = [];
  const workspace = { projects, dependencies };
  const scopeOf = scopeRequests(workspace, { warn: (message) => warnings.push(message) });
  return { scopeOf, warnings };
}

describe('scopeRequests', () => {
  it('holds a context to the project, what it depends on, and what is included', () => {
    const { scopeOf, warnings } = scopesOf(new Map([['api', ['money']]]));
    expect(scopeOf(api, graph)).toMatchObject({ projects: ['api', 'money'], include: ['docs'] });
    expect(scopeOf(api, { kind: 'all', include: [] })).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('says once that there is no project graph, if one was wanted', () => {
    const { scopeOf, warnings } = scopesOf(null);
    expect(scopeOf(api, { kind: 'all', include: [] })).toBeUndefined();
    expect(warnings).toEqual([]);
    expect(scopeOf(api, graph)).toBeUndefined();
    expect(scopeOf(api, graph)).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining('no project graph')]);
  });
});
