/** Works on items side by side, at most `limit` at a time, and yields each result as soon as it is there. */
export async function* mapAsCompleted<In, Out>(
  items: readonly In[],
  limit: number,
  work: (item: In) => Promise<Out>,
): AsyncGenerator<Out, void> {
  const running = new Map<number, Promise<readonly [number, Out]>>();
  let next = 0;
  while (next < items.length || running.size > 0) {
    while (next < items.length && running.size < limit) {
      const at = next++;
      running.set(
        at,
        work(items[at] as In).then((result) => [at, result] as const),
      );
    }
    const [done, result] = await Promise.race(running.values());
    running.delete(done);
    yield result;
  }
}
