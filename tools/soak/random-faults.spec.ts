import { randomFaults } from './random-faults';

const take = (failing: number, seed: number) => {
  const next = randomFaults({ failing, seed });
  return Array.from({ length: 10_000 }, () => next());
};

it('fails as many requests as it is told to, in every way', () => {
  const faults = take(5, 1).filter((fault) => fault !== null);
  expect(faults.length).toBeGreaterThan(400);
  expect(faults.length).toBeLessThan(600);
  expect(new Set(faults.map((fault) => JSON.stringify(fault))).size).toBe(4);
});

it('repeats itself with the same seed', () => {
  expect(take(5, 7)).toEqual(take(5, 7));
  expect(take(5, 7)).not.toEqual(take(5, 8));
});

it('fails none where it is told so', () => {
  expect(take(0, 1).every((fault) => fault === null)).toBe(true);
});
