import { checkContexts } from './check-contexts';

it.each<[number, string, boolean]>([
  [1, 'shared', true],
  [2, 'docker-image://ghcr.io/shop/base@sha256:1', true],
  [3, 'git@github.com:shop/lib.git', true],
  [4, 'ssh://git@github.com/shop/lib.git', true],
  [5, 'https://github.com/shop/lib.git#main', true],
  [6, 'https://me:canary@github.com/shop/lib.git', false],
  [7, 'https://canary@github.com/shop/lib.git', false],
])('%i %s', (_, value, isTaken) => {
  const check = () => checkContexts({ lib: value }, 'api');
  if (isTaken) return expect(check).not.toThrow();
  expect(check).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  expect(check).not.toThrow(/canary/);
});
