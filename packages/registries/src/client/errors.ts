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

/** An answer that says something else than was expected, in words of our own. */
export function unexpected(asked: Asked, answer: string, status: number): StageBuildError {
  const { registry } = asked.endpoint;
  const message = `Registry ${registry} answered unexpectedly (${asked.what}): ${answer}`;
  return new StageBuildError('REGISTRY_ERROR', message, {
    hint:
      status >= 500
        ? `${registry} is in trouble: look at its status or its log, and try again.`
        : `Check that ${registry} is an OCI registry and accepts what was sent.`,
    retryable: isTransient(status),
  });
}

/** No whole answer came. */
export function unreachable({ endpoint, what }: Asked, error: TransportError): StageBuildError {
  const { code, why, hint } = findTrouble(error.reason, endpoint);
  const message = `Registry ${endpoint.registry} ${why} (${what}): ${error.reason}`;
  const retryable = code === 'REGISTRY_UNREACHABLE';
  return new StageBuildError(code, message, { hint, cause: error, retryable });
}

/** Status and the start of the body, for an error's text. */
export function quoteAnswer(
  { status, body }: Pick<HttpAnswer, 'status' | 'body'>,
  redact: (text: string) => string,
): string {
  const said = quote(Buffer.from(body).toString(), redact);
  return said === '' ? `status ${status}` : `status ${status}, "${said}"`;
}

interface Trouble {
  readonly code:
    'REGISTRY_UNREACHABLE' | 'REGISTRY_CERTIFICATE' | 'REGISTRY_PROTOCOL' | 'REGISTRY_ERROR';
  /** Follows the registry's name. */
  readonly why: string;
  readonly hint: string;
}

/** Node's own codes, and OpenSSL's as Node writes them. */
function findTrouble(reason: string, { registry, url }: Endpoint): Trouble {
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(reason))
    return {
      code: 'REGISTRY_CERTIFICATE',
      why: 'has a certificate that is not trusted',
      hint: `Let NODE_EXTRA_CA_CERTS name the certificate of the authority that ${registry} has its own from, and give it to the engine, too.`,
    };
  if (/^(?:EPROTO|ERR_SSL)/.test(reason))
    return {
      code: 'REGISTRY_PROTOCOL',
      why: 'does not speak TLS',
      hint: `List ${registry} in \`insecureRegistries\` if it is meant to be plain http.`,
    };
  if (reason.startsWith('HPE_'))
    return {
      code: 'REGISTRY_PROTOCOL',
      why: 'does not speak plain http',
      hint: speaksTls(registry),
    };
  if (/^(?:a redirect|an answer|too many)/.test(reason))
    return {
      code: 'REGISTRY_ERROR',
      why: 'answered unexpectedly',
      hint: `Check that ${url} is an OCI registry, and proxies on the way to it.`,
    };
  return {
    code: 'REGISTRY_UNREACHABLE',
    why: 'cannot be reached',
    hint: hintForConnection(reason, { registry, url }),
  };
}

/** The way out where a registry was asked over plain http and speaks TLS. */
export function speaksTls(registry: string): string {
  return `Take ${registry} out of \`insecureRegistries\`; one on this machine has to be given a name, as loopback addresses are asked over plain http.`;
}

function hintForConnection(reason: string, { registry, url }: Endpoint): string {
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(reason))
    return `No address is known for ${registry}: check how its name is written, and DNS.`;
  if (reason === 'ECONNREFUSED')
    return `Nothing listens at ${url}: start the registry, or correct its port.`;
  return `Check that ${url} can be reached from this machine, and try again.`;
}
