import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorReply, readCall, type Call, type Reply } from './call';
import { refuseSkewed } from './clock';
import type { Gateway } from './http';
import { passOn } from './pass-on';
import { answerPrivate } from './private-api';
import { answerPublic } from './public-api';

const APIS = { private: answerPrivate, public: answerPublic, other: passOn };

/** Answers a call of AWS's API as the script says, else as the API does. */
export async function handleControlPlane(
  gateway: Gateway,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { state } = gateway;
  const call = await readCall(incoming);
  const at = Date.now();
  const reply = await replyTo(gateway, call);
  if (call.action) state.calls.push({ action: call.action, status: reply?.status ?? 'cut', at });
  if (reply === null) return void outgoing.socket?.resetAndDestroy();
  outgoing.writeHead(reply.status, {
    'content-type': reply.contentType,
    date: new Date(state.now()).toUTCString(),
  });
  outgoing.end(reply.body);
}

/** `null` where the connection is to be cut. */
async function replyTo(gateway: Gateway, call: Call): Promise<Reply | null> {
  const { state } = gateway;
  if (call.action === null) return passOn(gateway, call);
  const skewed = refuseSkewed(call.incoming.headers['x-amz-date']?.toString(), state.now());
  if (skewed) return errorReply(skewed, call);
  const fault = state.takeFault(call.action);
  if (fault === 'reset') return null;
  if (fault !== null && fault !== 'lost reply') return errorReply(fault, call);
  const reply = await APIS[call.api](gateway, call);
  return fault === 'lost reply' ? null : reply;
}
