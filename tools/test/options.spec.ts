import { parseOptions } from './options';

describe('parseOptions', () => {
  it.each([
    [0, [], { suites: ['unit', 'e2e'], patterns: [] }],
    [1, ['--unit'], { suites: ['unit'], patterns: [] }],
    [2, ['--e2e', 'push'], { suites: ['e2e'], patterns: ['push'] }],
    [3, ['--unit', '--e2e'], { suites: ['unit', 'e2e'], patterns: [] }],
    [4, ['plan', 'names'], { suites: ['unit', 'e2e'], patterns: ['plan', 'names'] }],
  ])('%i: %j', (_, args, expected) => {
    expect(parseOptions(args, {})).toEqual({ ...expected, required: [], help: false });
  });

  it('reads the parts that must be there', () => {
    const env = { DOCKER_STAGE_BUILD_REQUIRE: 'engine, registry,,arm64' };
    expect(parseOptions([], env).required).toEqual(['engine', 'registry', 'arm64']);
  });

  it.each([
    [0, ['--units'], {}],
    [1, [], { DOCKER_STAGE_BUILD_REQUIRE: 'engin' }],
  ])('%i: refuses what it does not know', (_, args, env) => {
    expect(() => parseOptions(args, env)).toThrow(/units|engin/);
  });
});
