import { checkNxCache } from './check-nx-cache';

const DEFAULTS = { push: false, load: false, dryRun: false };

function check(results: Partial<typeof DEFAULTS>, cached: readonly string[]) {
  const tasks = ['api', 'web'].map((name) => ({
    project: { name, root: name },
    isCached: cached.includes(name),
  }));
  return () => checkNxCache({ project: 'api', options: { ...DEFAULTS, ...results } }, tasks);
}

describe('checkNxCache', () => {
  it.each([{ push: true }, { load: true }])(
    'refuses an image that Nx would claim, of %j',
    (results) => {
      expect(check(results, ['api'])).toThrow(expect.objectContaining({ code: 'NX_CACHE_ON' }));
    },
  );

  it.each<[number, Partial<typeof DEFAULTS>, string[]]>([
    [1, { push: true }, []],
    [2, { push: true }, ['web']],
    [3, {}, ['api']],
    [4, { push: true, dryRun: true }, ['api']],
  ])('%i: lets %j be, where %j are cached', (_, results, cached) => {
    expect(check(results, cached)).not.toThrow();
  });
});
