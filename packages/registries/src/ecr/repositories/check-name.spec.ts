import fc from 'fast-check';
import type { StageBuildError } from '@docker-stage-build/core';
import { parseName, suggestName } from './check-name';
import { PRIVATE, PUBLIC } from './testing/sample';

const part = fc.stringMatching(/^[a-z0-9]{1,8}((\.|_|__|-{1,3})[a-z0-9]{1,8}){0,2}$/);
const plainPart = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,8}){0,2}$/);
const path = (parts: fc.Arbitrary<string>) =>
  fc.array(parts, { minLength: 1, maxLength: 4 }).map((all) => all.join('/'));

describe('parseName', () => {
  it.each<[number, string, typeof PRIVATE, string]>([
    [1, 'shop/api', PRIVATE, 'shop/api'],
    [2, 'shop__api/a---b', PRIVATE, 'shop__api/a---b'],
    [3, 'a1b2c3/shop/api', PUBLIC, 'shop/api'],
    [4, 'a'.repeat(256), PRIVATE, 'a'.repeat(256)],
    [5, `alias/${'a'.repeat(205)}`, PUBLIC, 'a'.repeat(205)],
  ])('%i takes %s', (_, name, registry, expected) => {
    expect(parseName(name, registry).name).toBe(expected);
  });

  it.each<[number, string, typeof PRIVATE, RegExp]>([
    [1, 'a', PRIVATE, /2 to 256 .* `a-image`/],
    [2, 'a'.repeat(257), PRIVATE, /2 to 256/],
    [3, 'alias/shop__api', PUBLIC, /one `\.`, `_` or `-` .* `shop-api`/],
    [4, 'alias/a--b', PUBLIC, /`a-b`/],
    [5, `alias/${'a'.repeat(206)}`, PUBLIC, /2 to 205/],
    [6, 'api', PUBLIC, /public\.ecr\.aws\/ALIAS\/api/],
    [7, 'alias/a', PUBLIC, /`a-image`/],
  ])('%i refuses %s, and says what would do', (_, name, registry, hint) => {
    expect(errorOf(() => parseName(name, registry))).toMatchObject({
      code: 'IMAGE_NAME_INVALID',
      hint: expect.stringMatching(hint),
    });
  });

  it('takes every name that Docker takes, of its length, on a private registry', () => {
    fc.assert(
      fc.property(path(part), (name) => {
        fc.pre(name.length > 1);
        expect(parseName(name, PRIVATE).name).toBe(name);
      }),
    );
  });

  it('takes single separators on the public registry', () => {
    fc.assert(
      fc.property(path(plainPart), (name) => {
        fc.pre(name.length > 1);
        expect(parseName(`alias/${name}`, PUBLIC).name).toBe(name);
      }),
    );
  });

  it('suggests only names that it takes, and leaves those alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(PRIVATE, PUBLIC), (text, registry) => {
        const name = suggestName(text, registry.kind);
        if (name === null) return expect(text).not.toMatch(/[a-zA-Z0-9]/);
        const alias = registry.kind === 'public' ? 'alias/' : '';
        expect(parseName(`${alias}${name}`, registry).name).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});

function errorOf(work: () => unknown): StageBuildError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as StageBuildError;
  }
}
