import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every 100 ms until the answer is true. Returns false when `timeoutMs` is over. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) return false;
    await sleep(100);
  }
  return true;
}
