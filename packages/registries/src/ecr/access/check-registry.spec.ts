import { REGISTRY } from '../testing/asked';
import { checkRegistry } from './check-registry';

it.each([
  [1, { accountId: '12345678901' }, 'AWS_ACCOUNT_INVALID'],
  [2, { accountId: 'shop' }, 'AWS_ACCOUNT_INVALID'],
  [3, { region: 'euwest1' }, 'AWS_REGION_INVALID'],
  [4, { region: 'eu-west-1.evil.example' }, 'AWS_REGION_INVALID'],
  [5, { accountId: '210987654321' }, 'AWS_ACCOUNT_INVALID'],
  [6, { region: 'us-east-1' }, 'AWS_REGION_INVALID'],
  [7, { host: '12.dkr.ecr.eu-west-1.amazonaws.com' }, 'ECR_HOST_INVALID'],
])('%i: refuses %j', (_number, change, code) => {
  expect(() => checkRegistry({ ...REGISTRY, ...change })).toThrow(
    expect.objectContaining({ code }),
  );
});

const LOCAL = { host: '127.0.0.1:4511' };

it.each([
  {},
  { accountId: null },
  { region: null },
  { ...LOCAL, region: 'us-gov-west-1' },
  { ...LOCAL, accountId: '210987654321' },
])('takes %j', (change) => {
  expect(() => checkRegistry({ ...REGISTRY, ...change })).not.toThrow();
});
