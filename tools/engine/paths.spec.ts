import { pathsFor } from './paths';

const ROOT = { home: '/root', temporary: '/tmp', isRoot: true };

describe('pathsFor', () => {
  it.each([
    [1, {}, '/root/.cache/docker-stage-build-dev'],
    [2, { XDG_CACHE_HOME: '' }, '/root/.cache/docker-stage-build-dev'],
    [3, { XDG_CACHE_HOME: '/c' }, '/c/docker-stage-build-dev'],
  ])('%i: cache', (_number, env, cache) => {
    expect(pathsFor(env, ROOT).cache).toBe(cache);
  });

  it('keeps what two caches run apart', () => {
    const runtime = (cache: string): string => pathsFor({ XDG_CACHE_HOME: cache }, ROOT).runtime;
    expect(runtime('/a')).not.toBe(runtime('/b'));
  });

  it.each([
    [1, ROOT, { XDG_RUNTIME_DIR: '/run/user/0' }, /^\/run\/docker-stage-build-dev\/[0-9a-f]{8}$/],
    [2, { ...ROOT, isRoot: false }, { XDG_RUNTIME_DIR: '/run/user/7' }, /^\/run\/user\/7\//],
    [3, { ...ROOT, isRoot: false }, {}, /^\/tmp\//],
  ])('%i: runtime', (_number, user, env, expected) => {
    expect(pathsFor(env, user).runtime).toMatch(expected);
  });
});
