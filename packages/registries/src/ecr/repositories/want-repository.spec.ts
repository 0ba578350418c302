import type { RepositorySettings } from './model';
import { BOTH, CACHES, IMAGES, PUBLIC, request } from './testing/sample';
import { wantRepository } from './want-repository';

const RULES = {
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 3 },
      action: { type: 'expire' },
    },
  ],
};

describe('wantRepository', () => {
  it('asks for nothing, and makes with defaults', () => {
    const { asked, initial } = wantRepository(request());
    expect(asked).toEqual({});
    expect(initial).toMatchObject({
      mutability: 'MUTABLE',
      scanOnPush: true,
      encryption: 'AES256',
    });
  });

  it('lets the tags move that a build itself points elsewhere', () => {
    const of = (holds: typeof IMAGES, mutabilityExclusions?: string[]) =>
      wantRepository(request({ mutability: 'IMMUTABLE', mutabilityExclusions }, { holds })).initial
        .mutabilityExclusions;
    expect(of(IMAGES)).toEqual(['image-*']);
    expect(of(BOTH, ['latest', 'image-*'])).toEqual(['image-*', 'cache-*', 'latest']);
  });

  it('asks of a repository for caches only what caches can have', () => {
    const settings: RepositorySettings = {
      mutability: 'IMMUTABLE',
      scanOnPush: true,
      encryption: 'KMS',
      tags: { team: 'shop' },
    };
    const { asked, initial } = wantRepository(request(settings, { holds: CACHES }));
    expect(asked).toEqual({ encryption: 'KMS', tags: { team: 'shop' } });
    expect(initial).toMatchObject({ mutability: 'MUTABLE', scanOnPush: false });
  });

  it('asks of ECR Public only what it has', () => {
    const settings: RepositorySettings = {
      mutability: 'IMMUTABLE',
      lifecycle: RULES,
      catalog: { description: 'A shop.' },
      tags: { team: 'shop' },
    };
    const wanted = wantRepository(request(settings, { registry: PUBLIC, path: 'a1b2/shop/api' }));
    expect(wanted.name).toBe('shop/api');
    expect(wanted.asked).toEqual({ catalog: { description: 'A shop.' }, tags: { team: 'shop' } });
    expect(wanted.initial).toEqual(wanted.asked);
  });

  it.each<[number, RepositorySettings, RegExp]>([
    [1, { mutabilityExclusions: ['v*'] }, /write `mutability` too/],
    [
      2,
      { mutability: 'IMMUTABLE', mutabilityExclusions: ['a', 'b', 'c', 'd', 'e'] },
      /6 with ours.*of 5/,
    ],
    [3, { mutability: 'MUTABLE', mutabilityExclusions: ['a/b'] }, /`a\/b` is no pattern/],
    [4, { mutability: 'MUTABLE', mutabilityExclusions: ['*a*b*'] }, /at most 2/],
    [5, { kmsKey: 'alias/shop' }, /needs `encryption: KMS`/],
    [6, { encryption: 'AES256', kmsKey: 'alias/shop' }, /needs `encryption: KMS`/],
    [7, { tags: { 'aws:team': 'shop' } }, /does not start with `aws:`/],
    [8, { tags: { team: 'x'.repeat(257) } }, /a value at most 256/],
    [
      9,
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`t${at}`, ''])) },
      /51, of 50/,
    ],
    [10, { lifecycle: { rules: [{}] } }, /lifecycle: rules\[0\]/],
    [11, { policy: {} }, /policy: a policy has a `Statement`/],
    [12, { policy: { Statement: 'x'.repeat(10_240) } }, /of 10240/],
  ])('%i refuses before any call: %j', (_, settings, message) => {
    expect(() => wantRepository(request(settings))).toThrow(message);
  });
});
