/** One request to a registry. */
export interface RegistryRequest {
  /** When it was answered, in milliseconds since 1970; the log has whole seconds. */
  readonly time: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** Size of the answer's body in bytes. */
  readonly sent: number;
  /** The digest of the blob that this request finished uploading. */
  readonly uploaded?: string;
  readonly userAgent: string;
}

/** A request, and how many bytes of blob it brought. */
export interface MeasuredRequest extends RegistryRequest {
  readonly received: number;
}

/** All that went over the wire in some time. */
export interface RegistryTraffic {
  readonly requests: readonly MeasuredRequest[];
  /** Bytes that the registry sent: pulled. */
  readonly bytesDown: number;
  /** Bytes of the blobs that were uploaded: pushed. */
  readonly bytesUp: number;
  /** Give it to the next reading, to see only what came since. */
  readonly position: number;
}

const LINE =
  /^\S+ \S+ \S+ \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d{3}) (\d+|-) "[^"]*" "((?:[^"\\]|\\.)*)"/;

/** Reads an access log in Apache's combined format; lines of another form are left out. */
export function parseAccessLog(text: string): RegistryRequest[] {
  return text.split('\n').flatMap((line) => {
    const match = LINE.exec(line);
    if (!match) return [];
    const [, time = '', method = '', path = '', status = '', sent = '', userAgent = ''] = match;
    const request = { method, path, status: Number(status) };
    const uploaded = uploadedDigest(request);
    return [
      {
        ...request,
        time: parseTime(time),
        // For HEAD it says what GET would have sent.
        sent: sent === '-' || method === 'HEAD' ? 0 : Number(sent),
        ...(uploaded === null ? {} : { uploaded }),
        userAgent,
      },
    ];
  });
}

/** Adds up. */
export function summarize(requests: readonly MeasuredRequest[]): Omit<RegistryTraffic, 'position'> {
  return {
    requests,
    bytesDown: requests.reduce((sum, { sent }) => sum + sent, 0),
    bytesUp: requests.reduce((sum, { received }) => sum + received, 0),
  };
}

/** An upload ends with `PUT …/blobs/uploads/ID?digest=…`, answered 201 (OCI distribution spec). */
function uploadedDigest(request: { method: string; path: string; status: number }): string | null {
  if (request.method !== 'PUT' || request.status !== 201) return null;
  const { pathname, searchParams } = new URL(request.path, 'http://registry');
  return /\/blobs\/uploads\//.test(pathname) ? searchParams.get('digest') : null;
}

/** `21/Nov/2026:13:03:06 +0000` */
function parseTime(text: string): number {
  return Date.parse(text.replace(/\//g, ' ').replace(':', ' '));
}
