import { ecrLoginOf } from './ecr-login';
import type { Login, LoginWish } from './login';

const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const role = 'arn:aws:iam::210987654321:role/push';
const ecr = (more: object): Login[] => [{ type: 'ecr', registry: HOST, ...more } as Login];

it.each<[number, string, LoginWish, unknown]>([
  [1, 'ghcr.io', 'auto', null],
  [
    2,
    HOST,
    'auto',
    { registry: { kind: 'private', accountId: '123456789012', region: 'eu-west-1' } },
  ],
  [3, HOST, 'none', { registry: { accountId: '123456789012' }, access: {} }],
  [4, 'public.ecr.aws', 'auto', { registry: { kind: 'public', region: 'us-east-1' }, access: {} }],
  [5, HOST, ecr({ role, profile: 'ci' }), { access: { roleArn: role, profile: 'ci' } }],
  [6, HOST.toUpperCase(), ecr({ profile: 'ci' }), { access: { profile: 'ci' } }],
  [7, HOST, ecr({ region: 'us-east-1' }), { registry: { region: 'us-east-1', host: HOST } }],
  [
    8,
    '127.0.0.1:4511',
    [{ type: 'ecr', registry: '127.0.0.1:4511', account: '123456789012', region: 'us-east-1' }],
    { registry: { kind: 'private', host: '127.0.0.1:4511', accountId: '123456789012' } },
  ],
  [9, 'a.io', [{ type: 'ecr-public', registry: 'a.io' }], { registry: { kind: 'public' } }],
  [10, 'a.io', [{ type: 'helper', registry: 'a.io', helper: 'h' }], null],
  [11, HOST, [{ type: 'helper', registry: HOST, helper: 'h' }], { access: {} }],
])('%i %s', (_, host, wish, login) => {
  if (login === null) expect(ecrLoginOf(host, wish)).toBeNull();
  else expect(ecrLoginOf(host, wish)).toMatchObject(login as object);
});

it('says that a host cannot be one of ECR', () => {
  expect(() => ecrLoginOf('12.dkr.ecr.eu-west-1.amazonaws.com', 'auto')).toThrow('no account');
});
