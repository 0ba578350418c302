import {
  createServer,
  request as forward,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to one request instead of its being passed on. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'reset'
  | 'reset while answering'
  | 'hang'
  /** Is passed on, the answer's body breaks off in the middle. */
  | 'cut'
  /** Is passed on and answered, but the answer does not arrive. */
  | 'lose the answer'
  /** Is passed on, as many milliseconds later. */
  | { readonly late: number };

/** A fault for requests of one kind only. */
export interface AimedFault {
  /** Matches `METHOD /path`. */
  readonly on: RegExp;
  /** How many requests it happens to; default 1. */
  readonly times?: number;
  readonly fault: Fault;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly agent: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What the registry answered; `null` where it was not asked. */
  status: number | null;
  /** `Location` of its answer. */
  location: string | null;
}

export interface FaultProxy {
  readonly address: string;
  /** What has arrived, oldest first. */
  readonly seen: SeenRequest[];
  /** Faults for the next requests that they fit, in order; all others are passed on. */
  readonly faults: (Fault | AimedFault)[];
  /** Decides where no fault is left. */
  decide: (request: SeenRequest) => Fault | null;
  /** Changes an answer's headers on the way back. */
  alter: (headers: IncomingMessage['headers']) => void;
  stop(): Promise<void>;
}

export interface FaultProxyOptions {
  /** Speaks TLS with this certificate, both PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A loopback proxy in front of a registry that does what networks do. */
export async function startFaultProxy(
  target: string,
  { tls }: FaultProxyOptions = {},
): Promise<FaultProxy> {
  const handle: RequestListener = (incoming, answer) => {
    const { method = '', url = '', headers } = incoming;
    const { authorization, 'user-agent': agent } = headers;
    const seen: SeenRequest = {
      ...{ method, url, authorization, agent, at: Date.now() },
      ...{ status: null, location: null },
    };
    proxy.seen.push(seen);
    const passOn = (send: Send): void => forwardTo(incoming, answer, { seen, send });
    const fault = takeFault(proxy.faults, `${method} ${url}`) ?? proxy.decide(seen);
    if (fault === null) passOn(pipe);
    else if (fault === 'cut') passOn(cut);
    else if (fault === 'lose the answer') passOn(lose);
    else if (typeof fault === 'object' && 'late' in fault)
      void sleep(fault.late).then(() => passOn(pipe));
    else misbehave(fault, answer);
  };

  function forwardTo(
    incoming: IncomingMessage,
    answer: ServerResponse,
    { seen, send }: { readonly seen: SeenRequest; readonly send: Send },
  ): void {
    const { method, url, headers } = incoming;
    const outgoing = forward(`http://${target}${url}`, { method, headers }, (response) => {
      seen.status = response.statusCode ?? null;
      seen.location = response.headers.location ?? null;
      proxy.alter(response.headers);
      if (send !== lose) answer.writeHead(response.statusCode ?? 500, response.headers);
      send(response, answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  }

  const server = tls ? createTlsServer(tls, handle) : createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    faults: [],
    decide: () => null,
    alter: () => undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

/** The first fault that is for this request, which has one less afterwards. */
function takeFault(faults: (Fault | AimedFault)[], request: string): Fault | null {
  const at = faults.findIndex((fault) => !isAimed(fault) || fault.on.test(request));
  const found = faults[at];
  if (found === undefined) return null;
  if (!isAimed(found)) return (faults.splice(at, 1), found);
  const times = (found.times ?? 1) - 1;
  faults.splice(at, 1, ...(times > 0 ? [{ ...found, times }] : []));
  return found.fault;
}

function isAimed(fault: Fault | AimedFault): fault is AimedFault {
  return typeof fault === 'object' && 'on' in fault;
}

function misbehave(
  fault: Exclude<Fault, 'cut' | 'lose the answer' | { late: number }>,
  answer: ServerResponse,
): void {
  if (fault === 'hang') return;
  if (fault === 'reset') return void answer.socket?.resetAndDestroy();
  if (fault === 'reset while answering') {
    answer.writeHead(200, { 'content-length': 1000 });
    answer.write('{', () => answer.socket?.resetAndDestroy());
    return;
  }
  answer.writeHead(fault.status, fault.headers).end(fault.body);
}

type Send = (response: IncomingMessage, answer: ServerResponse) => void;

function pipe(response: IncomingMessage, answer: ServerResponse): void {
  response.pipe(answer);
}

/** Sends half of what comes first, then nothing more. */
function cut(response: IncomingMessage, answer: ServerResponse): void {
  response.once('data', (chunk: Buffer) => {
    response.destroy();
    answer.write(chunk.subarray(0, chunk.length / 2), () => answer.socket?.resetAndDestroy());
  });
}

function lose(response: IncomingMessage, answer: ServerResponse): void {
  response.resume().once('end', () => answer.socket?.resetAndDestroy());
}
