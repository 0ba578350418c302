import { Secrets } from './secrets';

const secrets = new Secrets({ AWS_SECRET_ACCESS_KEY: 'env/key', AWS_SESSION_TOKEN: 'env+token' });
secrets.add({ accessKeyId: 'AKIA1', secretAccessKey: 'role/key', sessionToken: 'role+token' });

it.each([
  [1, 'key env/key, token env+token', 'key ***, token ***'],
  [2, 'AKIA1 role/key role%2Btoken', '*** *** ***'],
  [3, 'host:x\nx-amz-security-token:b3RoZXI/=\n\nhost', 'host:x\nx-amz-security-token:***\n\nhost'],
  [4, '"X-Amz-Security-Token": "b3RoZXI="', '"X-Amz-Security-Token": "***"'],
  [5, 'host;x-amz-date;x-amz-security-token', 'host;x-amz-date;x-amz-security-token'],
])('%i: takes secrets out', (_number, text, expected) => {
  expect(secrets.redact(text)).toBe(expected);
});
