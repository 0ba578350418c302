import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, type Gateway } from './http';
import { SCRIPT_PATH, type EcrScript } from './script';

/** Takes a script, and tells the calls that were seen. */
export async function handleScript(
  { state }: Gateway,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (incoming.url === SCRIPT_PATH) {
    state.apply(JSON.parse(await readBody(incoming)) as EcrScript);
    return void outgoing.writeHead(204).end();
  }
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(state.calls));
}
