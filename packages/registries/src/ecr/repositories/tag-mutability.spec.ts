import { isMadeOnPush } from './made-on-push';
import { isImmutable } from './tag-mutability';

it.each<[number, string, string, string[], boolean]>([
  [1, '1.0', 'MUTABLE', [], false],
  [2, '1.0', 'IMMUTABLE', [], true],
  [3, 'image-abc', 'IMMUTABLE_WITH_EXCLUSION', ['image-*'], false],
  [4, 'my-image-abc', 'IMMUTABLE_WITH_EXCLUSION', ['image-*'], true],
  [5, 'v1', 'MUTABLE_WITH_EXCLUSION', ['v*'], true],
  [6, 'latest', 'MUTABLE_WITH_EXCLUSION', ['v*'], false],
  [7, '1.0', 'IMMUTABLE_WITH_EXCLUSION', ['1.*', 'x'], false],
  [8, '1x0', 'IMMUTABLE_WITH_EXCLUSION', ['1.*'], true],
  [9, 'pr-7-amd64', 'IMMUTABLE_WITH_EXCLUSION', ['pr-*-amd64'], false],
])('%i the tag %s of a repository that is %s %j', (_, tag, mutability, exclusions, expected) => {
  expect(isImmutable(tag, { mutability, exclusions })).toBe(expected);
});

it.each([
  [1, 'shop/api', [], false],
  [2, 'shop/api', [{ prefix: 'shop', appliedFor: ['CREATE_ON_PUSH'] }], true],
  [3, 'shop/api', [{ prefix: 'shop/', appliedFor: ['REPLICATION', 'CREATE_ON_PUSH'] }], true],
  [4, 'shopping/api', [{ prefix: 'shop', appliedFor: ['CREATE_ON_PUSH'] }], false],
  [5, 'shop/api', [{ prefix: 'shop', appliedFor: ['PULL_THROUGH_CACHE'] }], false],
  [6, 'api', [{ prefix: 'ROOT', appliedFor: ['CREATE_ON_PUSH'] }], true],
])('%i whether a push makes %s by templates %j', (_, name, templates, expected) => {
  expect(isMadeOnPush(name, templates)).toBe(expected);
});
