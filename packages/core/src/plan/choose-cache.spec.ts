import { chooseCache, type CacheWish } from './choose-cache';
import type { RunnerKind } from './plan';

const wish = (kind: CacheWish['kind'], location: string | null = null): CacheWish => ({
  kind,
  location,
  read: true,
  write: true,
});

const surroundings = (kind: RunnerKind, pushedTags: string[] = []) => ({
  runner: { kind, provider: null, why: '' },
  trust: { level: 'write' as const, why: '' },
  offline: false,
  localFolder: '/home/me/.cache/x',
  pushedTags,
});

describe('chooseCache', () => {
  it.each([
    [1, wish('auto'), surroundings('workstation', ['r.io/shop/api:1']), 'builder', null],
    [2, wish('auto'), surroundings('private'), 'local', '/home/me/.cache/x'],
    [3, wish('auto'), surroundings('cloud', ['r.io/shop/api:1']), 'registry', 'r.io/shop/cache'],
    [4, wish('auto'), surroundings('cloud'), 'none', null],
    [5, wish('auto', 'r.io/c'), surroundings('cloud'), 'registry', 'r.io/c'],
    [
      6,
      wish('registry'),
      surroundings('workstation', ['localhost:5000/api']),
      'registry',
      'localhost:5000/cache',
    ],
    [7, wish('local', '/mnt/c'), surroundings('cloud'), 'local', '/mnt/c'],
    [8, wish('none'), surroundings('cloud', ['r.io/shop/api:1']), 'none', null],
    [9, wish('registry'), surroundings('cloud', ['me/api:1']), 'registry', 'docker.io/me/cache'],
  ] as const)('%d', (_, asked, around, kind, location) => {
    const plan = chooseCache(asked, { ...around, pushedTags: [...around.pushedTags] });
    expect(plan).toMatchObject({ kind, location });
    expect(plan.why).not.toBe('');
  });

  it('is only read by an untrusted run, and says why', () => {
    const trust = { level: 'read' as const, why: 'pull request from a fork' };
    const plan = chooseCache(wish('local'), { ...surroundings('private'), trust });
    expect(plan).toMatchObject({
      read: true,
      write: false,
      why: 'asked for; only read: pull request from a fork',
    });
  });

  it.each([
    ['registry', false],
    ['local', true],
  ] as const)('leaves a %s cache alone when offline, unless no registry is asked', (kind, used) => {
    const plan = chooseCache(wish(kind, '/c'), { ...surroundings('cloud'), offline: true });
    expect(plan).toMatchObject({ read: used, write: used });
  });

  it('says what to set when a cloud runner has no registry to write to', () => {
    expect(chooseCache(wish('auto'), surroundings('cloud')).why).toContain('cache.location');
  });
});
