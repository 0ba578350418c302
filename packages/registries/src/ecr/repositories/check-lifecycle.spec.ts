import { checkLifecycle } from './check-lifecycle';
import { defaultLifecycle } from './lifecycle-policy';
import { BOTH, CACHES, IMAGES } from './testing/sample';

const AGE = { countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 };
const rule = (selection: object, rest: object = {}) => ({
  rulePriority: 1,
  selection: { tagStatus: 'untagged', ...AGE, ...selection },
  action: { type: 'expire' },
  ...rest,
});

describe('checkLifecycle', () => {
  it.each([
    [1, [rule({})]],
    [2, [rule({ tagStatus: 'tagged', tagPrefixList: ['pr-'] })]],
    [3, [rule({ tagStatus: 'tagged', tagPatternList: ['*a*b*c*'] })]],
    [4, [rule({ countType: 'imageCountMoreThan', countUnit: undefined })]],
    [5, [rule({}), rule({ tagStatus: 'any' }, { rulePriority: 9, description: 'rest' })]],
    [
      6,
      [
        rule(
          { countType: 'sinceImagePulled' },
          { action: { type: 'transition', targetStorageClass: 'archive' } },
        ),
      ],
    ],
    [7, [rule({ storageClass: 'archive', countType: 'sinceImageTransitioned' })]],
  ])('%i takes %j', (_, rules) => {
    expect(checkLifecycle(JSON.parse(JSON.stringify({ rules })) as object)).toEqual([]);
  });

  it.each<[number, object, RegExp]>([
    [1, {}, /list of `rules`/],
    [2, { rules: [] }, /list of `rules`/],
    [3, { rules: [7] }, /rules\[0\]: `rulePriority`/],
    [4, { rules: [rule({ tagStatus: 'old' })] }, /`tagStatus` is/],
    [5, { rules: [rule({ tagStatus: 'tagged' })] }, /either `tagPatternList` or/],
    [
      6,
      { rules: [rule({ tagStatus: 'tagged', tagPrefixList: ['a'], tagPatternList: ['b'] })] },
      /either/,
    ],
    [7, { rules: [rule({ tagPrefixList: ['a'] })] }, /`untagged` has no list/],
    [8, { rules: [rule({ tagStatus: 'tagged', tagPatternList: ['*a*b*c*d*'] })] }, /more than 4/],
    [9, { rules: [rule({ countType: 'age' })] }, /`countType` is one of/],
    [10, { rules: [rule({ countUnit: 'weeks' })] }, /countUnit: days/],
    [11, { rules: [rule({ countNumber: 0 })] }, /whole number from 1/],
    [12, { rules: [rule({ countType: 'imageCountMoreThan' })] }, /has no `countUnit`/],
    [13, { rules: [rule({}, { action: { type: 'delete' } })] }, /`action` is/],
    [14, { rules: [rule({}), rule({})] }, /two rules have the priority 1/],
    [15, { rules: [rule({ tagStatus: 'any' }), rule({}, { rulePriority: 2 })] }, /highest/],
    [16, { rules: [rule({ maxAge: 7 })] }, /`maxAge` is not known/],
    [17, { rules: [rule({})], version: 1 }, /`version` is not known/],
    [18, { rules: [rule({}, { description: 'x'.repeat(30_720) })] }, /of 30720/],
    [
      19,
      { rules: Array.from({ length: 51 }, (_, at) => rule({}, { rulePriority: at + 1 })) },
      /51 rules, of 50/,
    ],
  ])('%i refuses what ECR would', (_, policy, problem) => {
    expect(checkLifecycle(policy)).toEqual(
      expect.arrayContaining([expect.stringMatching(problem)]),
    );
  });
});

describe('defaultLifecycle', () => {
  it.each([
    [1, IMAGES],
    [2, CACHES],
    [3, BOTH],
  ])('%i is taken by our own check, for %j', (_, holds) => {
    expect(checkLifecycle(defaultLifecycle(holds))).toEqual([]);
  });

  it('lets caches and what has no tag go by age, and no image that has a tag', () => {
    expect({
      images: defaultLifecycle(IMAGES),
      caches: defaultLifecycle(CACHES),
      both: defaultLifecycle(BOTH),
    }).toMatchSnapshot();
  });
});
