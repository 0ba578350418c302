import { setTimeout as sleep } from 'node:timers/promises';
import type { CallOptions } from '../../call-options';
import { retryDelay } from '../../client/retry';
import { classify } from '../errors/classify';
import type { Failure } from '../errors/read-failure';

/** A call that did not succeed; it carries what is known of why. */
export class FailedCall extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** What does not pass by waiting: a name without an address, a certificate that is not trusted. */
const LASTING = /^(?:ENOTFOUND|EPROTO|ERR_)|CERT|SELF_SIGNED|UNABLE_TO/;
const LIMITS = { retries: 6, budget: 30_000 };

/** Makes a call again where that may help: AWS throttles, is in trouble, did not answer, or told its time. */
export async function retryCalls<T>(
  attempt: () => Promise<T>,
  { signal }: CallOptions,
): Promise<T> {
  const start = Date.now();
  for (let count = 0; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof FailedCall)) throw error;
      const failed = { attempt: count, elapsed: Date.now() - start };
      const delay = delayAfter(error.failure, failed);
      if (delay === null) throw error;
      await sleep(delay, undefined, { signal });
    }
  }
}

/** Milliseconds until the next attempt; `null` for none. */
export function delayAfter(
  failure: Failure,
  failed: { readonly attempt: number; readonly elapsed: number },
): number | null {
  const kind = classify(failure);
  // The SDK has taken AWS's time from the answer: the next signature is right, or never.
  if (kind === 'clock') return failed.attempt === 0 && failure.clockOffset !== null ? 0 : null;
  const status = { throttled: 429, server: 503, network: null }[kind as string];
  if (status === undefined || LASTING.test(failure.systemCode ?? '')) return null;
  return retryDelay({ ...failed, status }, LIMITS, Math.random());
}
