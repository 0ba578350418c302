import { errorReply, jsonReply, type Call, type Reply } from './call';
import { isTagConflict, withDigest, type PutImageInput } from './control-plane';
import type { Gateway } from './http';
import { passOn } from './pass-on';
import { THROTTLED } from './script';
import type { CreationTemplate } from './templates';

/** Answers a call of ECR's API: tokens, templates and rates are the gateway's, the rest is moto's. */
export async function answerPrivate(gateway: Gateway, call: Call): Promise<Reply> {
  const { action, body } = call;
  if (action === 'GetAuthorizationToken') return jsonReply(giveToken(gateway));
  if (action === 'PutImage') return putImage(gateway, call);
  const input = JSON.parse(body || '{}') as CreationTemplate;
  const answer = gateway.state.templates.answer(action ?? '', input);
  if (answer === null) return passOn(gateway, call);
  return 'exception' in answer ? errorReply(answer, call) : jsonReply(answer.body);
}

function giveToken({ state, address }: Gateway) {
  const { token, expires } = state.tokens.issue();
  const expiresAt = (expires + state.now() - Date.now()) / 1000;
  const proxyEndpoint = `http://${address}`;
  return { authorizationData: [{ authorizationToken: token, expiresAt, proxyEndpoint }] };
}

/** An image that was put by the control plane can be pulled, too. */
async function putImage(gateway: Gateway, call: Call): Promise<Reply> {
  if (!gateway.state.puts.take()) return errorReply(THROTTLED, call);
  const image = withDigest(JSON.parse(call.body) as PutImageInput);
  const reply = await passOn(gateway, { ...call, body: JSON.stringify(image) });
  if (isTagConflict(reply, image.imageDigest)) {
    const body = reply.body.replaceAll('ImageAlreadyExists', 'ImageTagAlreadyExists');
    return { ...reply, body };
  }
  if (reply.status !== 200) return reply;
  const { mediaType } = JSON.parse(image.imageManifest) as { mediaType?: string };
  const reference = image.imageTag ?? image.imageDigest;
  await fetch(`http://${gateway.registry}/v2/${image.repositoryName}/manifests/${reference}`, {
    method: 'PUT',
    headers: { 'content-type': image.imageManifestMediaType ?? mediaType ?? '' },
    body: image.imageManifest,
  });
  return reply;
}
