import { setTimeout as sleep } from 'node:timers/promises';
import { TransportError, type HttpAnswer } from './exchange';
import { retryDelay, type FailedAttempt, type RetryLimits } from './retry';

/** Reasons that do not pass by waiting. */
const LASTING =
  /^(?:ENOTFOUND|EPROTO|ERR_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|a redirect|an answer)/;

/** Makes attempts until one is answered other than by a passing failure, or the limits are reached. */
export async function withRetries(
  attempt: () => Promise<HttpAnswer>,
  { signal, ...limits }: RetryLimits & { readonly signal?: AbortSignal },
): Promise<HttpAnswer> {
  const start = Date.now();
  for (let count = 0; ; count++) {
    const outcome = await settle(attempt);
    const failed = { ...statusOf(outcome), attempt: count, elapsed: Date.now() - start };
    const delay = isLasting(outcome) ? null : retryDelay(failed, limits, Math.random());
    if (delay === null) {
      if (outcome instanceof TransportError) throw outcome;
      return outcome;
    }
    await sleep(delay, undefined, { signal });
  }
}

async function settle(attempt: () => Promise<HttpAnswer>): Promise<HttpAnswer | TransportError> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof TransportError) return error;
    throw error;
  }
}

function isLasting(outcome: HttpAnswer | TransportError): boolean {
  return outcome instanceof TransportError && LASTING.test(outcome.reason);
}

function statusOf(
  outcome: HttpAnswer | TransportError,
): Pick<FailedAttempt, 'status' | 'retryAfter'> {
  if (outcome instanceof TransportError) return { status: null };
  return { status: outcome.status, retryAfter: outcome.headers.get('retry-after') };
}
