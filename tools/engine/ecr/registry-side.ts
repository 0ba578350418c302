import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  parseRegistryPath,
  refuseMissing,
  refuseStranger,
  refuseTag,
  TOO_MANY,
  type Refusal,
  type RegistryPath,
} from './access';
import { callControlPlane, isTagConflict, withDigest } from './control-plane';
import { readBody, refuse, type Gateway } from './http';
import { challengeOf, isReadByAnybody, withoutAlias } from './public-registry';
import { ensureRepository } from './repositories';

/** Passes a request of the registry API on, if its token and repository are right. */
export async function handleRegistry(
  gateway: Gateway,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(incoming.url ?? '/', 'http://gateway');
  const place = withoutAlias(gateway, parseRegistryPath(pathname));
  const refusal =
    refuseRequest(gateway, incoming) ?? (place && (await refusePlace(gateway, incoming, place)));
  if (refusal) return refuse(outgoing, refusal, challengeOf(gateway));
  if (!place || incoming.method !== 'PUT' || place.reference === undefined) {
    return forward(gateway, incoming, outgoing);
  }
  const manifest = await readBody(incoming);
  const wrong = await putManifest(gateway, place, {
    imageManifest: manifest,
    imageManifestMediaType: incoming.headers['content-type'] ?? '',
  });
  if (wrong) return refuse(outgoing, wrong);
  return forward(gateway, incoming, outgoing, manifest);
}

function refuseRequest(gateway: Gateway, { method, headers }: IncomingMessage): Refusal | null {
  const { authorization } = headers;
  if (isReadByAnybody(gateway, { method, authorization })) return null;
  return refuseStranger(gateway.state.tokens.check(authorization));
}

async function refusePlace(
  gateway: Gateway,
  { method }: IncomingMessage,
  { repository }: RegistryPath,
): Promise<Refusal | null> {
  const isPush = method === 'POST' || method === 'PUT';
  if (await ensureRepository(gateway, repository, { isPush })) return null;
  return refuseMissing(repository, gateway.accountId);
}

/** Tells the control plane of a manifest that is pushed; the answer where it may not be. */
async function putManifest(
  { moto, region, state }: Gateway,
  { repository, reference = '' }: RegistryPath,
  manifest: { readonly imageManifest: string; readonly imageManifestMediaType: string },
): Promise<Refusal | null> {
  if (!state.puts.take()) return TOO_MANY;
  if (reference.includes(':')) return null;
  const input = withDigest({ repositoryName: repository, imageTag: reference, ...manifest });
  const answer = await callControlPlane(moto, 'PutImage', { region, ...input });
  return isTagConflict(answer, input.imageDigest) ? refuseTag(repository, reference) : null;
}

function forward(
  { registry, address }: Gateway,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body?: string,
): Promise<void> {
  const { authorization: _token, ...headers } = incoming.headers;
  return new Promise((resolve, reject) => {
    const upstream = request(
      `http://${registry}${incoming.url ?? '/'}`,
      // The registry answers with addresses of the host that it was asked as.
      { method: incoming.method, headers: { ...headers, host: address } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.on('end', resolve);
      },
    );
    upstream.on('error', reject);
    if (body === undefined) incoming.pipe(upstream);
    else upstream.end(body);
  });
}
