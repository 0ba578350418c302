import type { Credentials, CredentialSource } from '../credentials/model';
import { basicValue } from './basic';
import { parseChallenges, type Challenge } from './challenge';
import type { Endpoint } from './endpoint';
import type { Redactor } from './redact';
import type { TokenRequest, Token } from './token';

export interface AuthorizerOptions {
  readonly credentials?: CredentialSource;
  readonly redactor: Redactor;
  readonly fetchToken: (request: TokenRequest) => Promise<Token>;
}

/** Knows what each registry asks for, and holds one token for each scope until it expires. */
export class Authorizer {
  readonly #challenges = new Map<string, Challenge>();
  readonly #logins = new Map<string, Promise<Credentials | null>>();
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
    this.#tokens.delete(`${endpoint.url} ${scope}`);
    const renewed = await this.header(endpoint, scope);
    return renewed === refused ? null : renewed;
  }

  /** The login for an endpoint, looked up once. */
  login({ registry }: Endpoint): Promise<Credentials | null> {
    const known = this.#logins.get(registry);
    if (known) return known;
    const found = this.options.credentials?.find(registry) ?? Promise.resolve(null);
    this.#logins.set(registry, found);
    return found;
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
    const fetched = this.options.fetchToken(request);
    this.#tokens.set(key, fetched);
    fetched.catch(() => this.#tokens.delete(key));
    return fetched;
  }
}
