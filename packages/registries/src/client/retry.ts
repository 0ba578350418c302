export interface FailedAttempt {
  /** 0 for the first. */
  readonly attempt: number;
  /** Status of the answer, `null` where none came. */
  readonly status: number | null;
  /** The answer's `Retry-After`. */
  readonly retryAfter?: string | null;
  /** Milliseconds since the first attempt began. */
  readonly elapsed: number;
}

export interface RetryLimits {
  readonly retries: number;
  /** No attempt begins later than this many milliseconds after the first. Pauses follow from it. */
  readonly budget: number;
}

/** For the usual 30 s: 0.2 s, then twice as long each time, up to 5 s. */
const FIRST_DELAY = 1 / 150;
const LONGEST_DELAY = 1 / 6;

/**
 * How long to wait before the next attempt, in milliseconds; `null` when there is to be none.
 * `random` (0 ≤ r < 1) spreads clients that failed together.
 */
export function retryDelay(
  failed: FailedAttempt,
  { retries, budget }: RetryLimits,
  random: number,
): number | null {
  if (failed.attempt >= retries || !isTransient(failed.status)) return null;
  const backoff = budget * Math.min(FIRST_DELAY * 2 ** failed.attempt, LONGEST_DELAY);
  const delay = Math.max(backoff * (0.5 + random / 2), parseRetryAfter(failed.retryAfter) ?? 0);
  return failed.elapsed + delay <= budget ? delay : null;
}

/** Whether the same request may be answered otherwise later. */
export function isTransient(status: number | null): boolean {
  return status === null || status === 408 || status === 429 || status >= 500;
}

/** Seconds or a date (RFC 9110, section 10.2.3), as milliseconds from now; `null` for anything else. */
export function parseRetryAfter(
  value: string | null | undefined,
  now: number = Date.now(),
): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
