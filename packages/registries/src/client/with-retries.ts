import { setTimeout as sleep } from 'node:timers/promises';
import type { Circuit } from './circuit';
import { TransportError, type HttpAnswer } from './exchange';
import { TokenFailure } from './token-failure';
import { retryDelay, type FailedAttempt, type RetryLimits } from './retry';

/** Reasons that do not pass by waiting. */
const LASTING =
  /^(?:ENOTFOUND|EPROTO|HPE_|ERR_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|a redirect|an answer|too many)/;

/** What a gateway says of a registry that is not there. */
const ABSENT = new Set([502, 503, 504]);

export interface RetryOptions extends RetryLimits {
  readonly circuit: Circuit;
  readonly signal: AbortSignal;
}

type Outcome = HttpAnswer | TransportError | TokenFailure;

/**
 * Makes attempts until one is answered other than by a passing failure, or the limits are reached. It is the only place that tries
 * anything again: what an attempt consists of does not.
 * @throws TransportError where no answer came, TokenFailure where a token server was the reason
 */
export async function withRetries(
  attempt: () => Promise<HttpAnswer>,
  { circuit, signal, ...limits }: RetryOptions,
): Promise<HttpAnswer> {
  if (circuit.isOpen())
    throw new TransportError('nothing there has answered for a while, so it is left alone for now');
  const start = Date.now();
  for (let count = 0; ; count++) {
    const outcome = await settle(attempt);
    circuit.note(isAnswered(causeOf(outcome)));
    const failed = { ...statusOf(outcome), attempt: count, elapsed: Date.now() - start };
    const isFinal = isLasting(causeOf(outcome)) || circuit.isOpen();
    const delay = isFinal ? null : retryDelay(failed, limits, Math.random());
    if (delay === null) {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    }
    await sleep(delay, undefined, { signal });
  }
}

async function settle(attempt: () => Promise<HttpAnswer>): Promise<Outcome> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof TransportError || error instanceof TokenFailure) return error;
    throw error;
  }
}

function causeOf(outcome: Outcome): HttpAnswer | TransportError {
  return outcome instanceof TokenFailure ? outcome.outcome : outcome;
}

function isLasting(cause: HttpAnswer | TransportError): boolean {
  return cause instanceof TransportError && LASTING.test(cause.reason);
}

function isAnswered(cause: HttpAnswer | TransportError): boolean {
  return cause instanceof TransportError ? isLasting(cause) : !ABSENT.has(cause.status);
}

function statusOf(outcome: Outcome): Pick<FailedAttempt, 'status' | 'retryAfter'> {
  const cause = causeOf(outcome);
  if (cause instanceof TransportError) return { status: null };
  return { status: cause.status, retryAfter: cause.headers.get('retry-after') };
}
