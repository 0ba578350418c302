import type { Failure } from './read-failure';

/** The kinds of failure that are met differently. */
export type FailureKind =
  | 'throttled'
  | 'quota'
  | 'denied'
  | 'clock'
  | 'expired'
  | 'refused'
  | 'sso'
  | 'missing'
  | 'region'
  | 'network'
  | 'server'
  | 'foreign'
  | 'other';

/** From this difference on AWS refuses signatures; a smaller one is not what was wrong. */
const CLOCK_TOLERANCE = 4 * 60_000;

/** Names that AWS's services and the SDK's credential providers give, in the order in which they are tried. */
const NAMES: readonly (readonly [FailureKind, RegExp])[] = [
  // The SDK takes it for throttling: a quota would be waited for.
  ['quota', /^LimitExceededException$/],
  ['throttled', /Thrott|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimitExceeded/],
  ['denied', /^(?:AccessDenied|UnauthorizedOperation|NotAuthorized)/],
  ['expired', /^(?:ExpiredToken|RequestExpired)/],
  ['refused', /^(?:UnrecognizedClient|InvalidClientTokenId|IncompleteSignature|AuthFailure)/],
  ['refused', /^(?:InvalidSignature|SignatureDoesNotMatch|InvalidIdentityToken|MissingAuth)/],
];

/** The same for what credential providers say in words only. */
const WORDS: readonly (readonly [FailureKind, RegExp])[] = [
  ['network', /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH)\b/],
  ['missing', /Could not load credentials from any providers/],
  ['sso', /aws sso login|aws login|SSO session|SSO Token|Session token not found or invalid/i],
  ['region', /Region is missing|Region not accepted|Missing Region/i],
];

export function classify(failure: Failure): FailureKind {
  const { name, message, phase, status, systemCode } = failure;
  if (isClockWrong(failure)) return 'clock';
  const named = NAMES.find(([, pattern]) => pattern.test(name));
  if (named) return named[0];
  if (status === 429) return 'throttled';
  if (status !== null && status >= 500) return 'server';
  // What answers does not speak as AWS does: a proxy's page, another server.
  if (name === 'SyntaxError') return 'foreign';
  if (status !== null) return 'other';
  if (systemCode !== null || name === 'TimeoutError') return 'network';
  const worded = WORDS.find(([, pattern]) => pattern.test(message))?.[0];
  // A credential provider failed, or a process or file that it needs.
  return worded ?? (phase === 'credentials' ? 'refused' : 'other');
}

/** Whether a signature was refused, and the two clocks differ by so much that this is why. */
export function isClockWrong({ name, message, clockOffset }: Failure): boolean {
  const isSignature =
    /^(?:InvalidSignature|SignatureDoesNotMatch|RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/.test(
      name,
    );
  if (!isSignature) return false;
  return clockOffset === null
    ? /Signature (?:expired|not yet current)|TimeTooSkewed/.test(`${message} ${name}`)
    : Math.abs(clockOffset) >= CLOCK_TOLERANCE;
}
