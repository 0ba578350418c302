import { StageBuildError } from '@docker-stage-build/core';
import type { Endpoint } from './endpoint';
import type { HttpAnswer, TransportError } from './exchange';
import { quote } from './quote';
import { isTransient } from './retry';

/** What was asked of whom, as an error tells it. */
export interface Asked {
  readonly endpoint: Endpoint;
  /** `GET /v2/…`, or what was wanted in words. */
  readonly what: string;
}

export function unreachable({ endpoint, what }: Asked, error: TransportError): StageBuildError {
  const message = `Registry ${endpoint.registry} cannot be reached (${what}): ${error.reason}`;
  return new StageBuildError('REGISTRY_UNREACHABLE', message, {
    hint: hintFor(error.reason, endpoint),
    cause: error,
    retryable: true,
  });
}

export function denied(asked: Asked, answer: string, hasLogin: boolean): StageBuildError {
  const { registry } = asked.endpoint;
  const login = registry === 'docker.io' ? 'docker login' : `docker login ${registry}`;
  const hint = hasLogin
    ? `The login for ${registry} does not allow this, or the repository does not exist: check its rights, or run \`${login}\` again.`
    : `No login for ${registry} was found in Docker's configuration: run \`${login}\`, and check the repository's name.`;
  const message = `Registry ${registry} denies access (${asked.what}): ${answer}`;
  return new StageBuildError('REGISTRY_DENIED', message, { hint });
}

export function unexpected(asked: Asked, answer: string, status: number): StageBuildError {
  const { registry } = asked.endpoint;
  const message = `Registry ${registry} answered unexpectedly (${asked.what}): ${answer}`;
  return new StageBuildError('REGISTRY_ERROR', message, {
    hint: hintForStatus(status, registry),
    retryable: isTransient(status),
  });
}

/** Status and the start of the body, for an error's text. */
export function quoteAnswer(
  { status, body }: HttpAnswer,
  redact: (text: string) => string,
): string {
  const said = quote(Buffer.from(body).toString(), redact);
  return said === '' ? `status ${status}` : `status ${status}, "${said}"`;
}

function hintFor(reason: string, { registry, url }: Endpoint): string {
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(reason))
    return `No address is known for ${registry}: check how its name is written, and DNS.`;
  if (reason === 'ECONNREFUSED')
    return `Nothing listens at ${url}: start the registry, or correct its port.`;
  if (/^(?:EPROTO|ERR_SSL)/.test(reason))
    return `${registry} does not speak TLS: list it as insecure if it is meant to be plain http.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(reason))
    return `The certificate of ${registry} is not trusted: let NODE_EXTRA_CA_CERTS name your authority's certificate.`;
  return `Check that ${url} can be reached from this machine, and try again.`;
}

function hintForStatus(status: number, registry: string): string {
  if (status === 404)
    return `Check the repository's name; ${registry} may want it to be made first.`;
  if (status === 429) return `${registry} limits requests: log in, wait, or use a mirror.`;
  if (status >= 500)
    return `${registry} is in trouble: look at its status or its log, and try again.`;
  return `Check that ${registry} is an OCI registry and accepts what was sent.`;
}
