import fc from 'fast-check';
import { isTransient, parseRetryAfter, retryDelay } from './retry';

const LIMITS = { retries: 4, budget: 30_000 };
const FIRST = { attempt: 0, status: 503, elapsed: 0 };

describe('retryDelay', () => {
  it.each([
    [1, FIRST, 0, 100],
    [2, FIRST, 1, 200],
    [3, { ...FIRST, attempt: 1 }, 1, 400],
    [4, { ...FIRST, attempt: 3 }, 1, 1600],
    [5, { ...FIRST, attempt: 4 }, 1, null],
    [6, { ...FIRST, status: null }, 1, 200],
    [7, { ...FIRST, status: 429, retryAfter: '3' }, 0, 3000],
    [8, { ...FIRST, status: 429, retryAfter: '0' }, 1, 200],
    [9, { ...FIRST, status: 429, retryAfter: '31' }, 0, null],
    [10, { ...FIRST, elapsed: 29_950 }, 0, null],
    [11, { ...FIRST, status: 404 }, 0, null],
    [12, { ...FIRST, status: 401 }, 0, null],
  ])('%i after %j', (_, failed, random, delay) => {
    expect(retryDelay(failed, LIMITS, random)).toBe(delay);
  });

  it('never waits past the budget, nor for less than the registry asks', () => {
    fc.assert(
      fc.property(
        fc.nat(10),
        fc.nat(40_000),
        fc.option(fc.nat(40)),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, elapsed, seconds, random) => {
          const retryAfter = seconds === null ? null : String(seconds);
          const delay = retryDelay({ attempt, status: 429, retryAfter, elapsed }, LIMITS, random);
          if (delay === null) return;
          expect(elapsed + delay).toBeLessThanOrEqual(LIMITS.budget);
          expect(delay).toBeGreaterThanOrEqual((seconds ?? 0) * 1000);
          expect(attempt).toBeLessThan(LIMITS.retries);
        },
      ),
    );
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    [1, '120', 120_000],
    [2, ' 0 ', 0],
    [3, 'Thu, 01 Jan 2026 00:00:07 GMT', 7000],
    [4, 'Thu, 01 Jan 2025 00:00:00 GMT', 0],
    [5, '-1', null],
    [6, 'soon', null],
    [7, null, null],
  ])('%i reads %s', (_, text, delay) => {
    expect(parseRetryAfter(text, now)).toBe(delay);
  });
});

it.each([
  [null, true],
  [408, true],
  [429, true],
  [500, true],
  [503, true],
  [404, false],
  [403, false],
  [201, false],
])('status %s is transient: %s', (status, transient) => {
  expect(isTransient(status)).toBe(transient);
});
