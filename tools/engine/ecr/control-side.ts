import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  actionOf,
  correctAnswer,
  isTagConflict,
  withDigest,
  type ControlPlaneAnswer,
  type PutImageInput,
} from './control-plane';
import { readBody, type GatewaySettings } from './http';

/** Passes a call of AWS's API to moto; an image put by it reaches the registry, too. */
export async function handleControlPlane(
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
