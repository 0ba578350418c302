import type { Fault } from '../faults/fault-proxy';

/** What a registry under load does to a request. */
const FAULTS: readonly Fault[] = [
  { status: 500, body: 'internal error' },
  { status: 503, body: 'service unavailable' },
  { status: 429, body: '{"errors":[{"code":"TOOMANYREQUESTS"}]}' },
  'reset',
];

export interface RandomFaultOptions {
  /** Per cent of all requests. */
  readonly failing: number;
  /** The same one gives the same faults for the same order of requests. */
  readonly seed: number;
}

/** Faults for a share of all requests, each kind as often as the others. */
export function randomFaults({ failing, seed }: RandomFaultOptions): () => Fault | null {
  const random = makeRandom(seed);
  return () => {
    if (random() * 100 >= failing) return null;
    return FAULTS[Math.floor(random() * FAULTS.length)] ?? null;
  };
}

/** Numbers from 0 up to 1, by a linear congruential generator (Numerical Recipes' constants). */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
