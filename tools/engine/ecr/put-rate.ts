/** Counts what happens in the last second. */
export class PutRate {
  #times: number[] = [];
  /** What may happen in a second; `null` for any number. */
  limit: number | null = null;

  constructor(readonly now: () => number = Date.now) {}

  /** Whether one more may happen; if so, it counts. */
  take(): boolean {
    if (this.limit === null) return true;
    const now = this.now();
    this.#times = this.#times.filter((time) => time > now - 1000);
    if (this.#times.length >= this.limit) return false;
    this.#times.push(now);
    return true;
  }
}
