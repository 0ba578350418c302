import { findProfile } from '../registries/find-profile';
import { Authorizer } from './authorizer';
import { Circuit } from './circuit';
import { isSafeForSecrets, type Endpoint } from './endpoint';
import { unreachable, type Asked } from './errors';
import { exchange, TransportError, type HttpAnswer, type HttpRequest } from './exchange';
import type { RegistryClientOptions } from './model';
import { orAborted } from './or-aborted';
import { paces, type Paces } from './paces';
import { Redactor } from './redact';
import { refused } from './refusals';
import { fetchToken } from './token';
import { TokenFailure } from './token-failure';
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
/** A call is given up after so many times of one attempt, whatever it waits for. */
const BUDGET = 3;
const USER_AGENT = 'docker-stage-build';

/** Makes requests of registries: with the authorization each asks for, at its pace, retried where that may help. */
export class Requester {
  readonly #redactor = new Redactor();
  readonly #introductions = new Map<string, Promise<void>>();
  readonly #circuits = new Map<string, Circuit>();
  readonly #paces: Paces;
  readonly #authorizer: Authorizer;

  constructor(readonly options: RegistryClientOptions) {
    this.#paces = paces(options.profileOf ?? findProfile);
    this.#authorizer = new Authorizer({
      credentials: options.credentials,
      redactor: this.#redactor,
      fetchToken: (request) =>
        fetchToken(request, {
          ...options,
          redactor: this.#redactor,
          send: (http) => this.#exchange(http),
        }),
    });
  }

  /**
   * The registry's answer, if its status is one of `expected`.
   * @throws StageBuildError REGISTRY_… as the answer says, REGISTRY_ERROR for anything else
   */
  async request(request: RegistryRequest, expected: readonly number[]): Promise<HttpAnswer> {
    const { method, endpoint, repository, path } = request;
    const asked = { endpoint, what: `${method} /v2/${repository}/${path}` };
    const answer = await this.#call(request, asked);
    if (expected.includes(answer.status)) return answer;
    // An answer to HEAD has no body that says why.
    if (method === 'HEAD' && DENIALS.has(answer.status))
      return this.request({ ...request, method: 'GET' }, expected);
    throw await this.#refusal(asked, answer);
  }

  /** All attempts at a request. Whatever one of them waits for, the call ends when its time is up. */
  async #call(request: RegistryRequest, asked: Asked): Promise<HttpAnswer> {
    const { endpoint, signal, retries = this.options.retries ?? RETRIES } = request;
    const budget = BUDGET * this.#timeout();
    const clock = AbortSignal.timeout(budget);
    const either = signal ? AbortSignal.any([signal, clock]) : clock;
    const limits = { retries, budget, circuit: this.#circuit(endpoint), signal: either };
    const attempt = (): Promise<HttpAnswer> => this.#attempt({ ...request, signal: either });
    try {
      return await orAborted(withRetries(attempt, limits), either);
    } catch (error) {
      signal?.throwIfAborted();
      throw await this.#explain(clock.aborted ? outOfTime(budget) : error, asked);
    }
  }

  async #explain(error: unknown, asked: Asked): Promise<unknown> {
    if (error instanceof TransportError) return unreachable(asked, error);
    if (!(error instanceof TokenFailure)) return error;
    const { outcome } = error;
    if (outcome instanceof TransportError) return unreachable(error.asked, outcome);
    return this.#refusal({ ...error.asked, endpoint: asked.endpoint }, outcome);
  }

  async #refusal(asked: Asked, answer: HttpAnswer): Promise<unknown> {
    const hasLogin = (await this.#authorizer.login(asked.endpoint)) !== null;
    return refused(answer, {
      asked,
      hasLogin,
      redact: (text) => this.#redactor.redact(text),
    });
  }

  /** One request, and a second one with what the first one's 401 asked for. */
  async #attempt(request: RegistryRequest): Promise<HttpAnswer> {
    const { endpoint } = request;
    const scope = scopeOf(request);
    const introduced = await this.#introduction(endpoint);
    try {
      const sent = await this.#authorizer.header(endpoint, scope);
      const answer = await this.#exchangeAs(request, sent);
      const isAsked = await this.#asksForLogin(endpoint, answer);
      introduced();
      const renewed = isAsked ? await this.#authorizer.headerAfter(sent, endpoint, scope) : null;
      return renewed === null ? answer : await this.#exchangeAs(request, renewed);
    } finally {
      introduced();
    }
  }

  /** What somebody else asks for, to whom we were redirected, is not the registry's word. */
  async #asksForLogin(endpoint: Endpoint, { status, url, headers }: HttpAnswer): Promise<boolean> {
    if (url.origin !== new URL(endpoint.url).origin) return false;
    if (status === 401) return this.#authorizer.learn(endpoint, headers.get('www-authenticate'));
    // ECR's answer to a token whose time is over.
    return status === 403 && (await this.#authorizer.mayHaveEnded(endpoint));
  }

  async #exchangeAs(request: RegistryRequest, authorization: string | null): Promise<HttpAnswer> {
    const { method, endpoint, repository, path, body, signal } = request;
    await this.#paces.wait(request);
    const url = new URL(`${endpoint.url}/v2/${repository}/${path}`);
    const isSent = authorization !== null && isSafeForSecrets(url, this.options);
    const headers = { ...request.headers, ...(isSent ? { authorization } : {}) };
    return this.#exchange({ method, url, headers, body }, signal);
  }

  #exchange(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const headers = { 'user-agent': USER_AGENT, ...request.headers };
    return exchange({ ...request, headers }, { timeout: this.#timeout(), signal });
  }

  #timeout(): number {
    return this.options.timeout ?? TIMEOUT;
  }

  #circuit({ url }: Endpoint): Circuit {
    const circuit = this.#circuits.get(url) ?? new Circuit(this.#timeout());
    this.#circuits.set(url, circuit);
    return circuit;
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

function outOfTime(budget: number): TransportError {
  return new TransportError(`no answer within ${budget / 1000} s`);
}

const DENIALS = new Set([400, 401, 403]);
const READING = new Set<RegistryRequest['method']>(['GET', 'HEAD']);

/** https://distribution.github.io/distribution/spec/auth/scope/ */
function scopeOf({ method, repository }: RegistryRequest): string {
  if (READING.has(method)) return `repository:${repository}:pull`;
  // Some token servers know no `delete`, and leave it out of the token: push has to do there.
  return `repository:${repository}:${method === 'DELETE' ? 'pull,push,delete' : 'pull,push'}`;
}
