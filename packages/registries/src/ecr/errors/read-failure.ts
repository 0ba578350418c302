/** What an error of AWS's SDK says, without what it carries along: requests, headers, keys. */
export interface Failure {
  /** AWS's name of the error, or the SDK's: `ThrottlingException`, `CredentialsProviderError`. */
  readonly name: string;
  readonly message: string;
  /** Whether credentials were looked up, or the call was made. */
  readonly phase: 'credentials' | 'call';
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

/** Codes of Node and OpenSSL for what goes wrong on the way; a file that is missing is none. */
const NETWORK =
  /^E(?:CONN|HOST|NET|PIPE|TIMEDOUT|AI_|NOTFOUND|PROTO)|CERT|SELF_SIGNED|UNABLE_TO|^ERR_(?:TLS|SSL)/;

/** What the SDK appends where an answer could not be read. */
const ADVICE = /\s*Deserialization error: to see the raw response.*$/s;

/** @param now milliseconds since the epoch, when the answer came */
export function readFailure(
  error: unknown,
  { phase, now }: { readonly phase: Failure['phase']; readonly now: number },
): Failure {
  const { name, message, code, cause, $metadata, $response } = (error ?? {}) as SdkError;
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? null;
  const codes = [code, (cause as SdkError | undefined)?.code];
  const systemCode = codes.find((each) => typeof each === 'string' && NETWORK.test(each));
  const text = typeof message === 'string' ? message : String(error);
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: text.replace(ADVICE, ''),
    phase: /ProviderError$/.test(String(name)) ? 'credentials' : phase,
    status,
    systemCode: status === null && typeof systemCode === 'string' ? systemCode : null,
    requestId: $metadata?.requestId ?? null,
    clockOffset: offsetOf($response?.headers?.['date'], now),
  };
}

function offsetOf(date: string | undefined, now: number): number | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : time - now;
}
