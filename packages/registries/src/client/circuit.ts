/** How many times the time of one attempt a registry is left alone, once nothing there answers. */
const REST = 3;

/**
 * Remembers whether an endpoint answers, so that two hundred look-ups do not each find out that it is down. It is left alone once
 * nothing has answered for as long as one attempt may take, and tried again after a rest.
 */
export class Circuit {
  #failingSince: number | null = null;
  #lastFailure = 0;

  /** @param patience milliseconds */
  constructor(readonly patience: number) {}

  /** Takes note of what became of an attempt. */
  note(isAnswered: boolean, now: number = Date.now()): void {
    this.#failingSince = isAnswered ? null : (this.#failingSince ?? now);
    if (!isAnswered) this.#lastFailure = now;
  }

  /** Whether another attempt would be one too many. */
  isOpen(now: number = Date.now()): boolean {
    if (this.#failingSince === null) return false;
    const isDown = this.#lastFailure - this.#failingSince >= this.patience;
    return isDown && now - this.#lastFailure < REST * this.patience;
  }
}
