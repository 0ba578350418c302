import { parseImageOptions, parsePluginOptions } from './parse-options';

const parse = (ecr: unknown) => parseImageOptions({ ecr }, { project: 'api' }).ecr;

it('asks for nothing by default', () => {
  expect(parseImageOptions({}, { project: 'api' }).ecr).toEqual({ update: false });
});

it.each<[number, object, object]>([
  [1, { create: false }, { create: false }],
  [2, { mutabilityExclusions: 'latest,pr-*' }, { mutabilityExclusions: ['latest', 'pr-*'] }],
  [3, { tags: ['team=shop', 'level=1'] }, { tags: { team: 'shop', level: '1' } }],
  [4, { lifecycle: 'none' }, { lifecycle: 'none' }],
  [5, { lifecycle: { rules: [{ a: 1 }] } }, { lifecycle: { rules: [{ a: 1 }] } }],
  [
    6,
    { create: 'false', update: 'true', scanOnPush: 'false' },
    { create: false, update: true, scanOnPush: false },
  ],
  [7, { catalog: { architectures: 'ARM 64' } }, { catalog: { architectures: ['ARM 64'] } }],
])('%i takes %j', (_, given, expected) => {
  expect(parse(given)).toEqual({ update: false, ...expected });
});

it.each<[number, unknown, RegExp]>([
  [1, { mutabilty: 'MUTABLE' }, /ecr: "mutabilty" is not an option: did you mean "mutability"\?/],
  [2, { mutability: 'IMMUTABLE_WITH_EXCLUSION' }, /expected MUTABLE, IMMUTABLE/],
  [3, { encryption: 'aes' }, /expected AES256, KMS, KMS_DSSE/],
  [4, { lifecycle: 7 }, /ecr\.lifecycle: expected/],
  [5, true, /ecr: expected object, not true/],
  [6, { create: 'no' }, /ecr\.create: expected boolean, not "no"/],
])('%i refuses %j', (_, given, problem) => {
  expect(() => parse(given)).toThrow(problem);
});

it('may stand in the defaults of the plugin', () => {
  const defaults = { ecr: { mutability: 'IMMUTABLE' } } as const;
  expect(parsePluginOptions({ defaults, repositoriesTargetName: 'repositories' })).toMatchObject({
    defaults,
    repositoriesTargetName: 'repositories',
  });
});
