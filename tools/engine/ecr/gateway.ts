import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  parseRegistryPath,
  refuseMissing,
  refuseStranger,
  refuseTag,
  type Refusal,
} from './access';
import {
  actionOf,
  callControlPlane,
  correctAnswer,
  isTagConflict,
  withDigest,
  type ControlPlaneAnswer,
  type EcrIdentity,
  type PutImageInput,
} from './control-plane';

/** What the gateway stands before. */
export interface GatewaySettings extends EcrIdentity {
  /** moto's address, `http://127.0.0.1:PORT`. */
  readonly moto: string;
  /** The registry that holds the layers, `127.0.0.1:PORT`. */
  readonly registry: string;
}

/**
 * Serves ECR's two sides at one address: the control plane is moto's, layers and manifests are the
 * registry's, and the gateway keeps both in step: a repository has to be created before a push, a token has
 * to be right, an immutable tag stays, and a pushed tag is known to the control plane.
 */
export function serveGateway(settings: GatewaySettings): void {
  const server = createServer((incoming, outgoing) => {
    handle(settings, incoming, outgoing).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      refuse(outgoing, { status: 502, code: 'UNKNOWN', message });
    });
  });
  const [host = '', port = ''] = settings.address.split(':');
  server.listen(Number(port), host);
}

async function handle(
  settings: GatewaySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(incoming.url ?? '/', 'http://gateway');
  if (!/^\/v2(\/|$)/.test(pathname)) return handleControlPlane(settings, incoming, outgoing);
  const { authorization } = incoming.headers;
  const access = { method: incoming.method ?? 'GET', path: pathname, authorization };
  const stranger = refuseStranger(access, await currentToken(settings));
  if (stranger) return refuse(outgoing, stranger);
  const place = parseRegistryPath(pathname);
  if (place && !(await hasRepository(settings, place.repository))) {
    return refuse(outgoing, refuseMissing(place.repository, settings.accountId));
  }
  const tag = place?.reference?.includes(':') ? undefined : place?.reference;
  if (!place || incoming.method !== 'PUT' || tag === undefined) {
    return forward(settings, incoming, outgoing);
  }
  const manifest = await readBody(incoming);
  const input = withDigest({
    repositoryName: place.repository,
    imageTag: tag,
    imageManifest: manifest,
    imageManifestMediaType: incoming.headers['content-type'] ?? '',
  });
  const answer = await callControlPlane(settings.moto, 'PutImage', {
    region: settings.region,
    ...input,
  });
  if (isTagConflict(answer, input.imageDigest)) {
    return refuse(outgoing, refuseTag(place.repository, tag));
  }
  return forward(settings, incoming, outgoing, manifest);
}

async function handleControlPlane(
  settings: GatewaySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  const isPutImage = actionOf(incoming.headers['x-amz-target']?.toString()) === 'PutImage';
  const image = isPutImage ? withDigest(JSON.parse(body) as PutImageInput) : null;
  const { host: _host, connection: _connection, ...headers } = incoming.headers;
  const { 'content-length': _length, ...kept } = headers;
  const response = await fetch(new URL(incoming.url ?? '/', settings.moto), {
    method: incoming.method ?? 'POST',
    headers: kept as Record<string, string>,
    ...(/^(GET|HEAD)$/.test(incoming.method ?? '')
      ? {}
      : { body: image ? JSON.stringify(image) : body }),
  });
  const answer = { status: response.status, body: await response.text() };
  const { status, body: text } = image ? await finishPutImage(settings, image, answer) : answer;
  outgoing.writeHead(status, {
    'content-type': response.headers.get('content-type') ?? 'application/x-amz-json-1.1',
  });
  outgoing.end(correctAnswer(text, settings, Math.floor(Date.now() / 1000)));
}

/** An image that was put by the control plane can be pulled, too. */
async function finishPutImage(
  { registry }: GatewaySettings,
  image: PutImageInput & { readonly imageDigest: string },
  answer: ControlPlaneAnswer,
): Promise<ControlPlaneAnswer> {
  if (isTagConflict(answer, image.imageDigest)) {
    const body = answer.body.replaceAll('ImageAlreadyExists', 'ImageTagAlreadyExists');
    return { status: 400, body };
  }
  if (answer.status !== 200) return answer;
  const { mediaType } = JSON.parse(image.imageManifest) as { mediaType?: string };
  const reference = image.imageTag ?? image.imageDigest;
  await fetch(`http://${registry}/v2/${image.repositoryName}/manifests/${reference}`, {
    method: 'PUT',
    headers: { 'content-type': image.imageManifestMediaType ?? mediaType ?? '' },
    body: image.imageManifest,
  });
  return answer;
}

function forward(
  { registry, address }: GatewaySettings,
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

async function currentToken({ moto, region }: GatewaySettings): Promise<string> {
  const { body } = await callControlPlane(moto, 'GetAuthorizationToken', { region });
  const { authorizationData } = JSON.parse(body) as {
    authorizationData: { authorizationToken: string }[];
  };
  return authorizationData[0]?.authorizationToken ?? '';
}

async function hasRepository({ moto, region }: GatewaySettings, name: string): Promise<boolean> {
  const input = { region, repositoryNames: [name] };
  return (await callControlPlane(moto, 'DescribeRepositories', input)).status === 200;
}

function refuse(outgoing: ServerResponse, { status, code, message }: Refusal): void {
  outgoing.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(status === 401 && {
      'www-authenticate': 'Basic realm="https://gateway/",service="ecr.amazonaws.com"',
    }),
  });
  outgoing.end(JSON.stringify({ errors: [{ code, message }] }));
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
