import { isThisMachine } from './endpoint';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface HttpAnswer {
  /** Where it came from, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface ExchangeOptions {
  /** Milliseconds until the last byte of the answer. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** No whole answer came. `reason` is the system's error code where there is one (`ECONNREFUSED`), else a few words. */
export class TransportError extends Error {
  constructor(
    readonly reason: string,
    cause?: unknown,
  ) {
    super(reason, { cause });
    this.name = 'TransportError';
  }
}

const MAX_REDIRECTS = 5;
/** The size up to which the Distribution specification asks registries to take manifests. */
const MAX_BODY = 4 * 1024 * 1024;

/**
 * Makes one request and follows its redirects, where a reading request is redirected. `Authorization` goes to no other origin, and
 * nobody elsewhere sends us to services of this machine.
 * @throws TransportError when no whole answer came; the signal's reason when the caller gave up
 */
export async function exchange(
  request: HttpRequest,
  { timeout, signal }: ExchangeOptions,
): Promise<HttpAnswer> {
  const clock = AbortSignal.timeout(timeout);
  const either = signal ? AbortSignal.any([signal, clock]) : clock;
  try {
    return await follow(request, either);
  } catch (error) {
    signal?.throwIfAborted();
    if (clock.aborted) throw new TransportError(`no answer within ${timeout / 1000} s`);
    throw error instanceof TransportError ? error : new TransportError(reasonOf(error), error);
  }
}

async function follow(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let next = request;
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    const response = await fetch(next.url, { ...next, redirect: 'manual', signal });
    const target = redirectTarget(next, response);
    if (target === null) {
      const { status, headers } = response;
      return { url: next.url, status, headers, body: await readBody(response) };
    }
    await response.body?.cancel();
    next = { ...next, url: target, headers: headersFor(target, next) };
  }
  throw new TransportError('too many redirects');
}

function redirectTarget({ method, url }: HttpRequest, response: Response): URL | null {
  const location = response.headers.get('location');
  const isRedirect = [301, 302, 303, 307, 308].includes(response.status);
  if (!isRedirect || location === null || (method !== 'GET' && method !== 'HEAD')) return null;
  if (!URL.canParse(location, url.href))
    throw new TransportError('a redirect to something that is no URL');
  const target = new URL(location, url);
  if (url.protocol === 'https:' && target.protocol !== 'https:')
    throw new TransportError('a redirect from https to something else');
  if (isThisMachine(target) && !isThisMachine(url))
    throw new TransportError('a redirect to this machine');
  return target;
}

function headersFor(target: URL, { url, headers }: HttpRequest): Record<string, string> {
  if (target.origin === url.origin) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
  );
}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY) throw new TransportError(`an answer of more than ${MAX_BODY} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `fetch` says "fetch failed" and keeps the system's error as its cause. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? 'the connection broke';
}
