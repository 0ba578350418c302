import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { mapBounded } from './concurrency';

it('keeps the order and the bound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (delays, limit) => {
        let running = 0;
        let most = 0;
        const results = await mapBounded(delays, limit, async (delay) => {
          most = Math.max(most, ++running);
          await sleep(delay);
          running--;
          return delay;
        });
        expect(results).toEqual(delays);
        expect(most).toBeLessThanOrEqual(limit);
      },
    ),
    { numRuns: 20 },
  );
});

it('starts no more after a failure', async () => {
  const started: number[] = [];
  const mapping = mapBounded([1, 2, 3, 4], 1, async (item) => {
    started.push(item);
    if (item === 2) throw new Error('two');
  });
  await expect(mapping).rejects.toThrow('two');
  expect(started).toEqual([1, 2]);
});
