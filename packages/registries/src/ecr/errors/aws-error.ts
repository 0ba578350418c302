import { StageBuildError, type ErrorCode, type ErrorDetails } from '@docker-stage-build/core';

export interface AwsErrorDetails extends ErrorDetails {
  /** AWS's name of what happened, `RepositoryNotFoundException`; `null` where AWS did not answer. */
  readonly exception?: string | null;
}

/** An error of a call of AWS's API. */
export class AwsError extends StageBuildError {
  readonly exception: string | null;

  constructor(code: ErrorCode, message: string, details: AwsErrorDetails = {}) {
    super(code, message, details);
    this.exception = details.exception ?? null;
  }
}

/** Whether an error is AWS's exception of one of these names. */
export function isAwsException(error: unknown, ...names: readonly string[]): error is AwsError {
  return error instanceof AwsError && error.exception !== null && names.includes(error.exception);
}
