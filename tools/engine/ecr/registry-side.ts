import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseRegistryPath, refuseMissing, refuseStranger, refuseTag } from './access';
import { callControlPlane, isTagConflict, withDigest } from './control-plane';
import { readBody, refuse, type GatewaySettings } from './http';

/** Passes a request of the registry API on, if the control plane knows its token and repository. */
export async function handleRegistry(
  settings: GatewaySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(incoming.url ?? '/', 'http://gateway');
  const stranger = refuseStranger(incoming.headers.authorization, await currentToken(settings));
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
