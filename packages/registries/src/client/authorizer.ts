import { isSameLogin } from '../credentials/is-same-login';
import type { Credentials, CredentialSource } from '../credentials/model';
import { basicValue } from './basic';
import { parseChallenges, type Challenge } from './challenge';
import type { Endpoint } from './endpoint';
import type { Redactor } from './redact';
import type { TokenRequest, Token } from './token';
import { TokenFailure } from './token-failure';

export interface AuthorizerOptions {
  readonly credentials?: CredentialSource;
  readonly redactor: Redactor;
  readonly fetchToken: (request: TokenRequest) => Promise<Token>;
}

/** Knows what each registry asks for, and holds one token for each scope until it expires. */
export class Authorizer {
  readonly #challenges = new Map<string, Challenge>();
  readonly #tokens = new Map<string, Promise<Token>>();

  constructor(readonly options: AuthorizerOptions) {}

  /** Takes note of what a 401 asks for. Returns whether that is something that can be done. */
  learn({ url }: Endpoint, header: string | null): boolean {
    const challenges = parseChallenges(header ?? '');
    const challenge =
      challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters['realm']) ??
      challenges.find(({ scheme }) => scheme === 'basic');
    if (challenge) this.#challenges.set(url, challenge);
    return challenge !== undefined;
  }

  /** The `Authorization` to send; `null` while the registry has not asked for any, or there is no login. */
  async header(endpoint: Endpoint, scope: string): Promise<string | null> {
    const challenge = this.#challenges.get(endpoint.url);
    if (challenge === undefined) return null;
    const login = await this.login(endpoint);
    if (challenge.scheme === 'basic') return this.#basic(login);
    return `Bearer ${(await this.#token({ endpoint, challenge, scope, login })).value}`;
  }

  /** What to send after a 401 to `refused`; `null` when there is nothing else to try. */
  async headerAfter(
    refused: string | null,
    endpoint: Endpoint,
    scope: string,
  ): Promise<string | null> {
    const current = await this.header(endpoint, scope);
    if (current !== refused) return current;
    const renewed = await this.#renew(endpoint, scope);
    return renewed === refused ? null : renewed;
  }

  /** The login for an endpoint as its source has it now; another than `refused`, where the source can make one. */
  async login({ registry }: Endpoint, refused?: Credentials | null): Promise<Credentials | null> {
    const { credentials } = this.options;
    return (await credentials?.find(registry, refused ? { refused } : {})) ?? null;
  }

  /** Whether the login itself is sent, and is one that ends. */
  async mayHaveEnded(endpoint: Endpoint): Promise<boolean> {
    if (this.#challenges.get(endpoint.url)?.scheme !== 'basic') return false;
    return (await this.login(endpoint))?.expires !== undefined;
  }

  /** With Basic it was the login that was refused, else the token. */
  async #renew(endpoint: Endpoint, scope: string): Promise<string | null> {
    if (this.#challenges.get(endpoint.url)?.scheme === 'basic')
      return this.#basic(await this.login(endpoint, await this.login(endpoint)));
    this.#tokens.delete(`${endpoint.url} ${scope}`);
    return this.header(endpoint, scope);
  }

  #basic(login: Credentials | null): string | null {
    if (login === null || 'identityToken' in login) return null;
    const value = basicValue(login);
    this.options.redactor.add(login.password, value);
    return `Basic ${value}`;
  }

  /** One request for all that want the same scope at the same time. */
  async #token(request: TokenRequest): Promise<Token> {
    const key = `${request.endpoint.url} ${request.scope}`;
    const held = this.#tokens.get(key);
    const token = await held;
    if (token !== undefined && token.expires > Date.now()) return token;
    // Somebody else may have replaced it while this call waited.
    const current = this.#tokens.get(key);
    if (current !== undefined && current !== held) return current;
    const fetched = this.#fetch(request);
    this.#tokens.set(key, fetched);
    fetched.catch(() => this.#tokens.delete(key));
    return fetched;
  }

  /** A token server that refuses the login is asked again with a new one, where there is one. */
  async #fetch(request: TokenRequest): Promise<Token> {
    try {
      return await this.options.fetchToken(request);
    } catch (error) {
      if (request.login === null || !isRefusal(error)) throw error;
      const login = await this.login(request.endpoint, request.login);
      if (login === null || isSameLogin(login, request.login)) throw error;
      return this.options.fetchToken({ ...request, login });
    }
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof TokenFailure) || !('status' in error.outcome)) return false;
  return [400, 401, 403].includes(error.outcome.status);
}
