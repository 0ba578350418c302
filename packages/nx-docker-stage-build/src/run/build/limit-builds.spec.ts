import { limitBuilds, readParallel } from './limit-builds';

const GIBI = 1024 ** 3;

it.each([
  [{ asked: null, cores: 2, freeBytes: 8 * GIBI }, 3],
  [{ asked: null, cores: 16, freeBytes: 32 * GIBI }, 16],
  [{ asked: 1, cores: 16, freeBytes: 32 * GIBI }, 1],
  [{ asked: 6, cores: 2, freeBytes: 8 * GIBI }, 6],
  [{ asked: 6, cores: 2, freeBytes: GIBI / 2 }, 2],
  [{ asked: null, cores: 2, freeBytes: 0 }, 1],
])('%#: %j → %i builds', (limits, count) => {
  expect(limitBuilds(limits)).toBe(count);
});

it.each([
  ['5', 5],
  [7, 7],
  ['50%', 4],
  ['1%', 1],
  ['0', 1],
  [undefined, null],
  ['many', null],
  [true, null],
])('%#: reads parallel %j of 8 cores as %j', (value, count) => {
  expect(readParallel(value, 8)).toBe(count);
});
