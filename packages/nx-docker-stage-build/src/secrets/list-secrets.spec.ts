import { listSecrets } from './list-secrets';

const env = { TOKEN: 'canary-a', NPM: 'canary-b', AWS_SECRET_ACCESS_KEY: 'canary-aws' };
const list = (secrets: Parameters<typeof listSecrets>[0]['secrets'], text: string | null = null) =>
  listSecrets({ secrets, buildArgs: { URL: 'https://me:canary-c@a.io' }, env }, () => text);

it.each<[number, Parameters<typeof list>, string[]]>([
  [1, [[]], []],
  [2, [[{ id: 'TOKEN' }]], ['canary-a']],
  [3, [[{ id: 'x', env: 'NPM' }]], ['canary-b']],
  [4, [[{ id: 'x', env: 'ABSENT' }]], []],
  [5, [[{ id: 'x', src: '/f' }], 'one\ntwo-is-longer\n}\n'], ['two-is-longer']],
  [6, [[{ id: 'x', src: '/f' }], 'short'], ['short']],
  [7, [[{ id: 'x', src: '/f' }], null], []],
])('%i', (_, given, secrets) => {
  expect(list(...given)).toEqual([...secrets, 'canary-aws', 'me:canary-c', 'canary-c']);
});
