import { StageBuildError } from '@docker-stage-build/core';
import type { Credentials } from '../credentials/model';
import { basicValue } from './basic';
import type { Challenge } from './challenge';
import { isThisMachine, isTokenServer, type Endpoint, type EndpointOptions } from './endpoint';
import { unexpected, type Asked } from './errors';
import { TransportError, type HttpAnswer, type HttpRequest } from './exchange';
import type { Redactor } from './redact';
import { TokenFailure } from './token-failure';

export interface TokenRequest {
  readonly endpoint: Endpoint;
  /** A `bearer` challenge with a `realm`. */
  readonly challenge: Challenge;
  readonly scope: string;
  readonly login: Credentials | null;
}

export interface Token {
  readonly value: string;
  /** Milliseconds since the epoch after which it is not used any more. */
  readonly expires: number;
}

export interface TokenOptions extends EndpointOptions {
  readonly redactor: Redactor;
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
}

const CLIENT_ID = 'docker-stage-build';
/** What https://distribution.github.io/distribution/spec/auth/token/ lets clients assume. */
const DEFAULT_LIFE = 60;
/** A token is given up this many seconds early, so that it does not expire on its way. */
const MARGIN = 5;

/**
 * Gets a token for a scope from the server that a challenge names, with one request.
 * @throws TokenFailure where the server gives none; StageBuildError REGISTRY_DENIED where it is not one to send a login to
 */
export async function fetchToken(request: TokenRequest, options: TokenOptions): Promise<Token> {
  const realm = realmOf(request);
  const endpoint = { ...request.endpoint, url: realm.origin };
  const asked = { endpoint, what: `token from ${realm.host}` };
  if (!isTokenServer(realm, request.endpoint, options)) throw unsafe(asked, realm);
  addSecrets(request.login, options.redactor);
  const outcome = await options.send(tokenHttpRequest(request, realm)).catch(asOutcome);
  if (outcome instanceof TransportError || outcome.status !== 200)
    throw new TokenFailure(asked, outcome);
  return readToken(outcome, asked, options.redactor);
}

function asOutcome(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  throw error;
}

/** With an identity token the OAuth 2 form of the request, else the one that takes a password or nothing. */
export function tokenHttpRequest(
  { challenge, scope, login }: TokenRequest,
  realm: URL,
): HttpRequest {
  const service = challenge.parameters['service'];
  const wanted = { ...(service === undefined ? {} : { service }), scope };
  if (login !== null && 'identityToken' in login) {
    const body = new URLSearchParams({
      ...wanted,
      grant_type: 'refresh_token',
      refresh_token: login.identityToken,
      client_id: CLIENT_ID,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url: realm, headers, body: body.toString() };
  }
  const url = new URL(realm);
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  const headers: Record<string, string> =
    login === null ? {} : { authorization: `Basic ${basicValue(login)}` };
  return { method: 'GET', url, headers };
}

function realmOf({ endpoint, challenge }: TokenRequest): URL {
  const realm = challenge.parameters['realm'] ?? '';
  if (/^https?:/i.test(realm) && URL.canParse(realm)) return new URL(realm);
  throw unexpected({ endpoint, what: 'login' }, 'its token server has no URL', 401);
}

function unsafe({ endpoint, what }: Asked, realm: URL): StageBuildError {
  const where = isThisMachine(realm) ? 'on this machine' : 'in clear text';
  const message = `Registry ${endpoint.registry} wants the login sent to ${realm.host} ${where} (${what})`;
  const hint = `Let its token server speak TLS under a name of its own, or list ${realm.host} as insecure if it can be trusted.`;
  return new StageBuildError('REGISTRY_DENIED', message, { hint });
}

function addSecrets(login: Credentials | null, redactor: Redactor): void {
  if (login === null) return;
  if ('identityToken' in login) redactor.add(login.identityToken);
  else redactor.add(login.password, basicValue(login));
}

function readToken({ body }: HttpAnswer, asked: Asked, redactor: Redactor): Token {
  const answer = parseObject(Buffer.from(body).toString());
  const value = answer['token'] ?? answer['access_token'];
  // Anything else would not pass as a header, and would be quoted by the error about it.
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value))
    throw unexpected(asked, 'an answer without a token', 200);
  redactor.add(value);
  const life = typeof answer['expires_in'] === 'number' ? answer['expires_in'] : DEFAULT_LIFE;
  return { value, expires: Date.now() + Math.max(life - MARGIN, 1) * 1000 };
}

/** An error of `JSON.parse` quotes the text, which may hold a token. */
function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
