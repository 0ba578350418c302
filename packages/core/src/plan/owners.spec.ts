import { ownersOf } from './owners';

describe('ownersOf', () => {
  const ownerOf = ownersOf([
    { name: 'api', root: 'apps/api' },
    { name: 'api-e2e', root: 'apps/api/e2e' },
    { name: 'money', root: 'libs/money' },
  ]);

  it.each([
    ['apps/api/src/main.ts', 'api'],
    ['apps/api/e2e/x.ts', 'api-e2e'],
    ['apps/api-e2e/x.ts', null],
    ['libs/money/index.ts', 'money'],
    ['package.json', null],
  ])('%s belongs to %s', (path, owner) => {
    expect(ownerOf(path)).toBe(owner);
  });

  it('gives files of no other project to a project at the root', () => {
    const owner = ownersOf([
      { name: 'all', root: '.' },
      { name: 'a', root: 'a' },
    ]);
    expect([owner('x/y'), owner('a/y')]).toEqual(['all', 'a']);
  });
});
