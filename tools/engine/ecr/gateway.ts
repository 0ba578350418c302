import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { handleControlPlane } from './control-side';
import { refuse, type GatewaySettings } from './http';
import { handleRegistry } from './registry-side';

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

function handle(
  settings: GatewaySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const side = /^\/v2(\/|$|\?)/.test(incoming.url ?? '') ? handleRegistry : handleControlPlane;
  return side(settings, incoming, outgoing);
}
