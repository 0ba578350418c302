/** What an error of AWS's SDK says, without what it carries along: requests, headers, keys. */
export interface Failure {
  /** AWS's name of the error, or the SDK's: `ThrottlingException`, `CredentialsProviderError`. */
  readonly name: string;
  readonly message: string;
  /** Status of AWS's answer; `null` where none came. */
  readonly status: number | null;
  /** The system's code where the network failed, `ECONNREFUSED`. */
  readonly systemCode: string | null;
  readonly requestId: string | null;
  /** Milliseconds by which AWS's clock is ahead of this machine's; `null` where AWS did not say. */
  readonly clockOffset: number | null;
}

interface SdkError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: {
    readonly statusCode?: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** @param now milliseconds since the epoch, when the answer came */
export function readFailure(error: unknown, now: number): Failure {
  const { name, message, code, cause, $metadata, $response } = (error ?? {}) as SdkError;
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? null;
  const causeCode = (cause as SdkError | undefined)?.code;
  const systemCode = [code, causeCode].find((value) => typeof value === 'string') as
    string | undefined;
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : String(error),
    status,
    systemCode: status === null ? (systemCode ?? null) : null,
    requestId: $metadata?.requestId ?? null,
    clockOffset: offsetOf($response?.headers?.['date'], now),
  };
}

function offsetOf(date: string | undefined, now: number): number | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : time - now;
}
