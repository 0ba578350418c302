import { readCacheVariable } from './cache-variable';
import { parseImageOptions } from './parse-options';

const cacheOf = (cache: string) => parseImageOptions({ cache }, { project: 'api' }).cache;

describe('readCacheVariable', () => {
  it.each<[number, string, string | undefined, string]>([
    [1, 'registry:host/cache', undefined, 'registry:host/cache'],
    [2, 'registry:host/cache', '', 'registry:host/cache'],
    [3, 'registry:host/cache', 'none', 'none'],
    [4, 'registry:host/cache', 'local', 'local'],
    [5, 'registry:host/cache', 'registry', 'registry:host/cache'],
    [6, 'auto', 'local:/mnt', 'local:/mnt'],
    [7, 'registry:host/cache', 'registry:other/cache', 'registry:other/cache'],
  ])('%i makes of %s with %s %s', (_, cache, variable, expected) => {
    const env = { DOCKER_STAGE_BUILD_CACHE: variable };
    expect(readCacheVariable(cacheOf(cache), env)).toEqual(cacheOf(expected));
  });

  it('refuses what it cannot read', () => {
    const env = { DOCKER_STAGE_BUILD_CACHE: 's3:bucket' };
    expect(() => readCacheVariable(cacheOf('auto'), env)).toThrow(
      expect.objectContaining({
        code: 'OPTION_INVALID',
        hint: 'write auto, local, registry, none, local:FOLDER or registry:REPOSITORY, or leave it out.',
      }),
    );
  });
});
