import type { ErrorCode } from '@docker-stage-build/core';
import { quote } from '../../client/quote';
import type { AwsAccess, EcrRegistry } from '../model';
import { AwsError } from './aws-error';
import { classify, type FailureKind } from './classify';
import { readDenial } from './denied';
import { hintFor } from './hints';
import type { Failure } from './read-failure';

/** What was asked of AWS, by whom. */
export interface Asked {
  /** As IAM names it: `ecr:CreateRepository`. */
  readonly action: string;
  readonly registry: EcrRegistry;
  readonly access: AwsAccess;
  /** The profile that is in force, `null` for none. */
  readonly profile: string | null;
  readonly redact: (text: string) => string;
}

const CODES: Readonly<Record<FailureKind, ErrorCode>> = {
  throttled: 'AWS_THROTTLED',
  quota: 'AWS_QUOTA_REACHED',
  denied: 'AWS_DENIED',
  clock: 'AWS_CLOCK_WRONG',
  expired: 'AWS_CREDENTIALS_EXPIRED',
  refused: 'AWS_CREDENTIALS_REFUSED',
  sso: 'AWS_SSO_EXPIRED',
  missing: 'AWS_CREDENTIALS_MISSING',
  region: 'AWS_REGION_INVALID',
  network: 'AWS_UNREACHABLE',
  server: 'AWS_ERROR',
  foreign: 'AWS_ERROR',
  other: 'AWS_ERROR',
};

const RETRYABLE: readonly FailureKind[] = ['throttled', 'network', 'server'];

/**
 * The error that a user sees. It has no cause: the SDK's errors carry requests and answers along, and AWS's texts about
 * signatures repeat session tokens.
 */
export function explain(failure: Failure, asked: Asked): AwsError {
  const kind = classify(failure);
  return new AwsError(CODES[kind], `${describe(kind, failure, asked)}${traceOf(failure)}`, {
    hint: hintFor(kind, failure, asked),
    retryable: RETRYABLE.includes(kind),
    exception: failure.status === null || kind === 'foreign' ? null : failure.name,
  });
}

function describe(
  kind: FailureKind,
  failure: Failure,
  { action, registry, redact }: Asked,
): string {
  const said = quote(failure.message, redact);
  const asked = `(${action} for ${registry.host})`;
  switch (kind) {
    case 'missing':
      return `No AWS credentials were found ${asked}`;
    case 'sso':
      return `The SSO session is over ${asked}: ${said}`;
    case 'region':
      return `The AWS region is missing or malformed ${asked}: ${said}`;
    case 'clock':
      return `AWS refuses signatures of this machine's clock${minutesOff(failure)} ${asked}`;
    case 'expired':
      return `The AWS credentials are expired ${asked}: ${said}`;
    case 'refused':
      return `The AWS credentials are refused or cannot be had ${asked}: ${said}`;
    case 'network':
      return `AWS cannot be reached ${asked}: ${failure.systemCode ?? said}`;
    case 'throttled':
      return `AWS limits the rate of calls ${asked}: ${said}`;
    case 'quota':
      return `A quota of the AWS account is reached ${asked}: ${said}`;
    case 'denied':
      return `AWS denies ${readDenial(failure.message).action ?? action} for ${registry.host}: ${said}`;
    case 'foreign':
      return `What answers is not AWS ${asked}: status ${failure.status}`;
    case 'other':
      if (failure.status === null) return `AWS cannot be called ${asked}: ${said}`;
      return `AWS answers with an error ${asked}: ${failure.name}, "${said}"`;
    case 'server':
      return `AWS answers with an error ${asked}: ${failure.name}, "${said}"`;
  }
}

function minutesOff({ clockOffset }: Failure): string {
  if (clockOffset === null) return '';
  const minutes = Math.round(Math.abs(clockOffset) / 60_000);
  return `, which is ${minutes} minutes ${clockOffset > 0 ? 'slow' : 'fast'}`;
}

function traceOf({ requestId }: Failure): string {
  return requestId === null || !/^[\w-]+$/.test(requestId) ? '' : ` [request ${requestId}]`;
}
