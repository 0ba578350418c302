import { randomBytes } from 'node:crypto';

/** What a request's `Authorization` is worth. */
export type TokenState = 'good' | 'expired' | 'unknown' | 'none';

/** The authorization tokens that a stand-in has given out. */
export class Tokens {
  readonly #ends = new Map<string, number>();
  /** Milliseconds. */
  life = 12 * 60 * 60_000;

  constructor(readonly now: () => number = Date.now) {}

  /** A new token, user and password in base64, and its end in milliseconds since 1970. */
  issue(): { readonly token: string; readonly expires: number } {
    const password = randomBytes(96).toString('base64');
    const token = Buffer.from(`AWS:${password}`).toString('base64');
    const expires = this.now() + this.life;
    this.#ends.set(token, expires);
    return { token, expires };
  }

  /** Ends all tokens that were given out. */
  expire(): void {
    for (const token of this.#ends.keys()) this.#ends.set(token, 0);
  }

  /** @param authorization a request's header of that name */
  check(authorization: string | undefined): TokenState {
    if (authorization === undefined) return 'none';
    const end = this.#ends.get(authorization.replace(/^(?:Basic|Bearer) /, ''));
    if (end === undefined) return 'unknown';
    return end > this.now() ? 'good' : 'expired';
  }
}
