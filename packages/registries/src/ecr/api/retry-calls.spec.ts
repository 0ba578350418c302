import { createFailure } from '../testing/asked';
import type { Failure } from '../errors/read-failure';
import { delayAfter, FailedCall, retryCalls } from './retry-calls';

const first = { attempt: 0, elapsed: 0 };
const second = { attempt: 1, elapsed: 0 };
const skewed = { name: 'InvalidSignatureException', status: 400, clockOffset: 900_000 };

it.each<[number, Partial<Failure>, { attempt: number; elapsed: number }, boolean]>([
  [1, { name: 'ThrottlingException', status: 400 }, first, true],
  [2, { name: 'TooManyRequestsException', status: 429 }, first, true],
  [3, { name: 'LimitExceededException', status: 400 }, first, false],
  [4, { name: 'ServerException', status: 500 }, first, true],
  [5, { systemCode: 'ECONNRESET' }, first, true],
  [6, { name: 'TimeoutError' }, first, true],
  [7, { systemCode: 'ENOTFOUND' }, first, false],
  [8, { systemCode: 'SELF_SIGNED_CERT_IN_CHAIN' }, first, false],
  [9, { name: 'AccessDeniedException', status: 400 }, first, false],
  [10, { name: 'RepositoryNotFoundException', status: 400 }, first, false],
  [11, skewed, first, true],
  [12, skewed, second, false],
  [13, { ...skewed, clockOffset: null, message: 'Signature expired' }, first, false],
  [14, { name: 'ThrottlingException', status: 400 }, { attempt: 6, elapsed: 0 }, false],
  [15, { name: 'ThrottlingException', status: 400 }, { attempt: 1, elapsed: 29_990 }, false],
])('%i: %j is tried again: %j %s', (_number, failure, failed, expected) => {
  expect(delayAfter(createFailure(failure), failed) !== null).toBe(expected);
});

it('tries again until it is answered', async () => {
  const throttled = new FailedCall(createFailure({ ...skewed }));
  const attempt = jest.fn().mockRejectedValueOnce(throttled).mockResolvedValueOnce('answer');
  await expect(retryCalls(attempt, {})).resolves.toBe('answer');
  expect(attempt).toHaveBeenCalledTimes(2);
});

it('ends with its signal, also while it waits', async () => {
  const abort = new AbortController();
  const attempt = jest.fn(async () => {
    setImmediate(() => abort.abort());
    throw new FailedCall(createFailure({ name: 'ThrottlingException', status: 400 }));
  });
  await expect(retryCalls(attempt, { signal: abort.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(attempt).toHaveBeenCalledTimes(1);
});

it('makes one attempt where credentials fail', async () => {
  const attempt = jest.fn().mockRejectedValue(new Error('no credentials'));
  await expect(retryCalls(attempt, {})).rejects.toThrow('no credentials');
  expect(attempt).toHaveBeenCalledTimes(1);
});
