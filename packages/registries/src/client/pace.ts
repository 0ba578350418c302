import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds, with a margin: some requests travel faster than others. */
const SECOND = 1100;

/** Lets at most so many start in any second, in the order in which they came. */
export class Pace {
  readonly #starts: number[] = [];

  constructor(readonly perSecond: number) {}

  /**
   * Takes the next free place.
   * @returns milliseconds until then
   */
  reserve(now: number = Date.now()): number {
    const before = this.#starts.length === this.perSecond ? this.#starts.shift() : undefined;
    const start = Math.max(now, (before ?? -Infinity) + SECOND);
    this.#starts.push(start);
    return start - now;
  }

  /** Waits for the next free place; rejects when the signal is given. */
  async wait(signal?: AbortSignal): Promise<void> {
    const delay = this.reserve();
    if (delay > 0) await sleep(delay, undefined, { signal });
  }
}
