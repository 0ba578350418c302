import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RegistryPath } from './access';
import { refuse, type Gateway } from './http';

/** Where the public registry exchanges logins for tokens. */
export const TOKEN_PATH = '/token/';
const ANYBODY = 'anybody';

/** What a registry asks for: private ones a login, the public one a token, which anybody gets. */
export function challengeOf({ alias, address }: Gateway): string {
  return alias === null
    ? 'Basic realm="https://gateway/",service="ecr.amazonaws.com"'
    : `Bearer realm="http://${address}${TOKEN_PATH}",service="${address}",scope="aws"`;
}

/** A place as the control plane knows it. */
export function withoutAlias({ alias }: Gateway, place: RegistryPath | null): RegistryPath | null {
  if (alias === null || place === null) return place;
  const repository = place.repository.startsWith(`${alias}/`)
    ? place.repository.slice(alias.length + 1)
    : place.repository;
  return { ...place, repository };
}

/** Whether no login is needed. */
export function isReadByAnybody(
  { alias }: Gateway,
  { method, authorization }: { method?: string | undefined; authorization?: string | undefined },
): boolean {
  return (
    alias !== null && /^(?:GET|HEAD)$/.test(method ?? '') && authorization === `Bearer ${ANYBODY}`
  );
}

/** Answers at {@link TOKEN_PATH}: the token of a login is the login itself, as ECR's is. */
export function handleToken(
  { state }: Gateway,
  { method, headers: { authorization } }: IncomingMessage,
  outgoing: ServerResponse,
): void {
  // OAuth 2 posts a password. Clients then go back to asking with the login in the header.
  if (method !== 'GET')
    return refuse(outgoing, { status: 405, code: 'UNSUPPORTED', message: 'Not a GET' });
  const token = authorization?.replace(/^Basic /, '') ?? ANYBODY;
  if (authorization !== undefined && state.tokens.check(authorization) !== 'good')
    return refuse(outgoing, { status: 401, code: 'UNAUTHORIZED', message: 'Not Authorized' });
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ token, expires_in: 300 }));
}
