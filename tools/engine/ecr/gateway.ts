import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { handleControlPlane } from './control-side';
import { refuse, type Gateway, type GatewaySettings } from './http';
import { handleToken, TOKEN_PATH } from './public-registry';
import { handleRegistry } from './registry-side';
import { CALLS_PATH, SCRIPT_PATH } from './script';
import { handleScript } from './script-side';
import { GatewayState } from './state';

/**
 * Serves ECR's two sides at one address: the control plane is moto's, layers and manifests are the
 * registry's, and the gateway keeps both in step: a repository has to be created before a push, a token has
 * to be right, an immutable tag stays, and a pushed tag is known to the control plane. What moto lacks is
 * the gateway's own: tokens that end, rates, creation templates, public ECR, and faults on request.
 */
export function serveGateway(settings: GatewaySettings): void {
  const gateway = { ...settings, state: new GatewayState() };
  const server = createServer((incoming, outgoing) => {
    handle(gateway, incoming, outgoing).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      refuse(outgoing, { status: 502, code: 'UNKNOWN', message });
    });
  });
  const [host = '', port = ''] = settings.address.split(':');
  server.listen(Number(port), host);
}

async function handle(
  gateway: Gateway,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { url = '/' } = incoming;
  if ([SCRIPT_PATH, CALLS_PATH].includes(url)) return handleScript(gateway, incoming, outgoing);
  if (url.startsWith(TOKEN_PATH)) return handleToken(gateway, incoming, outgoing);
  const side = /^\/v2(\/|$|\?)/.test(url) ? handleRegistry : handleControlPlane;
  return side(gateway, incoming, outgoing);
}
