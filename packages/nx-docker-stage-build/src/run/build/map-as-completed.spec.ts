import { setTimeout as sleep } from 'node:timers/promises';
import { mapAsCompleted } from './map-as-completed';

async function collect(items: readonly number[], limit: number) {
  let running = 0;
  let most = 0;
  const results: number[] = [];
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await sleep(item);
    running--;
    return item;
  };
  for await (const result of mapAsCompleted(items, limit, work)) results.push(result);
  return { results, most };
}

describe('mapAsCompleted', () => {
  it('yields in the order in which work ends', async () => {
    expect(await collect([120, 60, 1], 3)).toEqual({ results: [1, 60, 120], most: 3 });
  });

  it('has no more than the limit under way', async () => {
    expect(await collect([5, 5, 5, 5, 5], 2)).toMatchObject({ most: 2 });
  });

  it('loses none that end at the same time', async () => {
    const { results } = await collect(
      Array.from({ length: 100 }, () => 0),
      100,
    );
    expect(results).toHaveLength(100);
  });

  it('has nothing to do for no items', async () => {
    expect(await collect([], 2)).toEqual({ results: [], most: 0 });
  });
});
