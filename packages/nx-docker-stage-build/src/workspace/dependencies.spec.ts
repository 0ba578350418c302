import { reachableProjects, readDependencies } from './dependencies';

const graph = {
  nodes: { api: {}, web: {}, catalog: {}, money: {}, lone: {} },
  dependencies: {
    api: [{ target: 'catalog' }, { target: 'npm:react' }],
    web: [{ target: 'money' }, { target: 'api' }],
    catalog: [{ target: 'money' }],
    money: [{ target: 'catalog' }],
    lone: [],
  },
};

describe('reachableProjects', () => {
  it.each([
    [1, 'api', ['api', 'catalog', 'money']],
    [2, 'web', ['api', 'catalog', 'money', 'web']],
    [3, 'money', ['catalog', 'money']],
    [4, 'lone', ['lone']],
    [5, 'unknown', ['unknown']],
  ])('%d: of %s', (_, project, expected) => {
    const dependencies = readDependencies(graph);
    expect(dependencies && reachableProjects(project, dependencies)).toEqual(expected);
  });

  it('knows nothing without a project graph', () => {
    expect(readDependencies(undefined)).toBeNull();
  });
});
