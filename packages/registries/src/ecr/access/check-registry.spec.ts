import { REGISTRY } from '../testing/asked';
import { checkRegistry } from './check-registry';

it.each([
  [1, { accountId: '12345678901' }, 'AWS_ACCOUNT_INVALID'],
  [2, { accountId: 'shop' }, 'AWS_ACCOUNT_INVALID'],
  [3, { region: 'euwest1' }, 'AWS_REGION_INVALID'],
  [4, { region: 'eu-west-1.evil.example' }, 'AWS_REGION_INVALID'],
])('%i: refuses %j', (_number, change, code) => {
  expect(() => checkRegistry({ ...REGISTRY, ...change })).toThrow(
    expect.objectContaining({ code }),
  );
});

it.each([{}, { accountId: null }, { region: null }, { region: 'us-gov-west-1' }])(
  'takes %j',
  (change) => {
    expect(() => checkRegistry({ ...REGISTRY, ...change })).not.toThrow();
  },
);
