import { readFailure } from './read-failure';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);
const read = (error: unknown) => readFailure(error, { phase: 'call', now: NOW });

it('reads an answer of AWS', () => {
  const error = Object.assign(new Error('no'), {
    name: 'AccessDeniedException',
    code: 'ECONNRESET',
    $metadata: { httpStatusCode: 400, requestId: 'r-1' },
    $response: { statusCode: 400, headers: { date: 'Thu, 01 Jan 2026 12:15:00 GMT' } },
  });
  expect(read(error)).toEqual({
    name: 'AccessDeniedException',
    message: 'no',
    phase: 'call',
    status: 400,
    systemCode: null,
    requestId: 'r-1',
    clockOffset: 900_000,
  });
});

it.each([
  [1, { message: 'x', code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
  [2, { message: 'x', cause: { code: 'ENOTFOUND' } }, 'ENOTFOUND'],
  [3, { message: 'x', code: 'ENOENT' }, null],
  [4, { message: 'x', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [5, { message: 'x', code: 7 }, null],
])('%i: the network is at fault in %j', (_number, error, systemCode) => {
  expect(read(error)).toMatchObject({ systemCode, status: null });
});

it.each([null, undefined, 'text', 7])('takes %s for an error', (thrown) => {
  expect(read(thrown)).toMatchObject({ name: 'Error', message: String(thrown) });
});

it('knows a credential provider by its name', () => {
  const error = Object.assign(new Error('x'), { name: 'CredentialsProviderError' });
  expect(read(error).phase).toBe('credentials');
});

it('leaves out advice to developers', () => {
  const error = new Error(
    'Unexpected token\n  Deserialization error: to see the raw response, inspect the hidden field',
  );
  expect(read(error).message).toBe('Unexpected token');
});
