import { Authorizer } from './authorizer';
import { isSafeForSecrets, type Endpoint } from './endpoint';
import { denied, quoteAnswer, unexpected, unreachable, type Asked } from './errors';
import { exchange, TransportError, type HttpAnswer, type HttpRequest } from './exchange';
import type { RegistryClientOptions } from './model';
import { orAborted } from './or-aborted';
import { Redactor } from './redact';
import { fetchToken } from './token';
import { withRetries } from './with-retries';

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly endpoint: Endpoint;
  readonly repository: string;
  /** Below `/v2/<repository>/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Replaces the client's number of retries. */
  readonly retries?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT = 10_000;
const RETRIES = 4;
/** No retry begins later, in milliseconds after the first attempt. */
const BUDGET = 30_000;
const USER_AGENT = 'docker-stage-build';

/** Makes requests of registries: with the authorization each asks for, retried where that may help. */
export class Requester {
  readonly #redactor = new Redactor();
  readonly #introductions = new Map<string, Promise<void>>();
  readonly #authorizer: Authorizer;

  constructor(readonly options: RegistryClientOptions) {
    this.#authorizer = new Authorizer({
      credentials: options.credentials,
      redactor: this.#redactor,
      fetchToken: (request) =>
        fetchToken(request, {
          ...options,
          redactor: this.#redactor,
          send: (http, asked) => this.#send(() => this.#exchange(http), { asked }),
        }),
    });
  }

  /**
   * The registry's answer, if its status is one of `expected`.
   * @throws StageBuildError REGISTRY_UNREACHABLE, REGISTRY_DENIED or REGISTRY_ERROR
   */
  async request(request: RegistryRequest, expected: readonly number[]): Promise<HttpAnswer> {
    const { method, endpoint, repository, path, retries, signal } = request;
    const asked = { endpoint, what: `${method} /v2/${repository}/${path}` };
    const answer = await this.#send(() => this.#attempt(request), { asked, retries, signal });
    if (expected.includes(answer.status)) return answer;
    const quote = quoteAnswer(answer, (text) => this.#redactor.redact(text));
    if (answer.status !== 401 && answer.status !== 403)
      throw unexpected(asked, quote, answer.status);
    throw denied(asked, quote, (await this.#authorizer.login(endpoint)) !== null);
  }

  async #send(
    attempt: () => Promise<HttpAnswer>,
    { asked, retries, signal }: { asked: Asked; retries?: number; signal?: AbortSignal },
  ): Promise<HttpAnswer> {
    try {
      const limits = { retries: retries ?? this.options.retries ?? RETRIES, budget: BUDGET };
      return await orAborted(withRetries(attempt, { ...limits, signal }), signal);
    } catch (error) {
      throw error instanceof TransportError ? unreachable(asked, error) : error;
    }
  }

  /** One request, and a second one with what the first one's 401 asked for. */
  async #attempt(request: RegistryRequest): Promise<HttpAnswer> {
    const { endpoint } = request;
    const scope = scopeOf(request);
    const introduced = await this.#introduction(endpoint);
    try {
      const sent = await this.#authorizer.header(endpoint, scope);
      const answer = await this.#exchangeAs(request, sent);
      if (answer.status !== 401) return answer;
      const isAsked = this.#authorizer.learn(endpoint, answer.headers.get('www-authenticate'));
      introduced();
      const renewed = isAsked ? await this.#authorizer.headerAfter(sent, endpoint, scope) : null;
      return renewed === null ? answer : await this.#exchangeAs(request, renewed);
    } finally {
      introduced();
    }
  }

  #exchangeAs(request: RegistryRequest, authorization: string | null): Promise<HttpAnswer> {
    const { method, endpoint, repository, path, body, signal } = request;
    const url = new URL(`${endpoint.url}/v2/${repository}/${path}`);
    const isSent = authorization !== null && isSafeForSecrets(url, this.options);
    const headers = { ...request.headers, ...(isSent ? { authorization } : {}) };
    return this.#exchange({ method, url, headers, body }, signal);
  }

  #exchange(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const headers = { 'user-agent': USER_AGENT, ...request.headers };
    const timeout = this.options.timeout ?? TIMEOUT;
    return exchange({ ...request, headers }, { timeout, signal });
  }

  /**
   * Lets the first request to a registry go alone: its answer tells all others what to send with theirs.
   * Returns what to call when that answer is there.
   */
  async #introduction({ url }: Endpoint): Promise<() => void> {
    const pending = this.#introductions.get(url);
    if (pending !== undefined) {
      await pending;
      return () => undefined;
    }
    let done = (): void => undefined;
    this.#introductions.set(url, new Promise((resolve) => (done = resolve)));
    return done;
  }
}

const READING = new Set<RegistryRequest['method']>(['GET', 'HEAD']);

/** https://distribution.github.io/distribution/spec/auth/scope/ */
function scopeOf({ method, repository }: RegistryRequest): string {
  return `repository:${repository}:${READING.has(method) ? 'pull' : 'pull,push'}`;
}
