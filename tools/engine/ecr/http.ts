import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from './access';
import type { EcrIdentity } from './control-plane';
import type { GatewayState } from './state';

/** What the gateway stands before. */
export interface GatewaySettings extends EcrIdentity {
  /** moto's address, `http://127.0.0.1:PORT`. */
  readonly moto: string;
  /** The registry that holds the layers, `127.0.0.1:PORT`. */
  readonly registry: string;
  /** The registry's alias where it stands in for public ECR: its images are below `ADDRESS/ALIAS/`. Else `null`. */
  readonly alias: string | null;
}

/** A running stand-in. */
export interface Gateway extends GatewaySettings {
  readonly state: GatewayState;
}

/** Answers with an error of the registry API. */
export function refuse(
  outgoing: ServerResponse,
  { status, code, message }: Refusal,
  challenge = 'Basic realm="https://gateway/",service="ecr.amazonaws.com"',
): void {
  outgoing.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(status === 401 && { 'www-authenticate': challenge }),
  });
  outgoing.end(JSON.stringify({ errors: [{ code, message }] }));
}

/** Reads a request's body as text: manifests and calls of the control plane are. */
export async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
