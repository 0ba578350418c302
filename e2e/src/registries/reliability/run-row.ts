import { randomUUID } from 'node:crypto';
import { StageBuildError } from '@docker-stage-build/core';
import { registryClient } from '@docker-stage-build/registries';
import { makeCertificate } from '@docker-stage-build/tools/faults/certificate';
import {
  startFaultProxy,
  type AimedFault,
  type Fault,
  type FaultProxy,
} from '@docker-stage-build/tools/faults/fault-proxy';
import type { Row, Settings } from '@docker-stage-build/tools/reliability/row';
import { freePort } from '../fixtures/private-registry';
import { ACTIONS, type Outcome, type Stock } from './actions';

/** What became of a row. */
export interface RowResult {
  readonly outcome: Outcome | string;
  readonly error: unknown;
  readonly requests: number;
  readonly requestsElsewhere: number;
  /** Requests that had no business to carry a login or token, and did. */
  readonly leaks: readonly string[];
}

const PASSWORD = 's3cret-pass';
const CREDENTIALS = { find: async () => ({ username: 'me', password: PASSWORD }) };
const TIMEOUT = 1000;

/** Acts out a row before a registry that holds the stock. */
export async function runRow(row: Row, registry: string, stock: Stock): Promise<RowResult> {
  const { wiring = 'as it should be', elsewhereTls, ...settings } = row.settings ?? {};
  const tls =
    wiring === 'unknown certificate' || wiring.startsWith('TLS') ? certificate() : undefined;
  const proxy = await startFaultProxy(registry, { tls });
  const elsewhere = await startFaultProxy(registry, elsewhereTls ? { tls: certificate() } : {});
  try {
    const words = {
      registry: proxy.address,
      elsewhere: elsewhere.address,
      digest: stock.image.digest,
    };
    proxy.faults.push(...fillIn(row.script, words));
    elsewhere.faults.push(...fillIn(row.elsewhere ?? [], words));
    const address = await reach(proxy, wiring);
    const client = registryClient({
      timeout: settings.timeout ?? TIMEOUT,
      ...(settings.login && { credentials: CREDENTIALS }),
    });
    const scene = { ...stock, address, client, unique: randomUUID() };
    const end = await ACTIONS[row.action](scene).then(
      (outcome) => ({ outcome, error: null }),
      (error: unknown) => ({ outcome: nameOf(error), error }),
    );
    const requests = proxy.seen.length;
    const requestsElsewhere = elsewhere.seen.length;
    return { ...end, requests, requestsElsewhere, leaks: findLeaks(proxy, elsewhere) };
  } finally {
    await proxy.stop();
    await elsewhere.stop();
  }
}

function nameOf(error: unknown): string {
  return error instanceof StageBuildError ? error.code : String(error);
}

/** Paths with `stolen` in them are where nothing secret may go. */
function findLeaks(...proxies: FaultProxy[]): string[] {
  return proxies
    .flatMap(({ seen }) => seen)
    .filter(({ url, authorization }) => url.includes('stolen') && authorization !== undefined)
    .map(({ method, url }) => `${method} ${url}`);
}

/** Loopback is asked over plain http; 0.0.0.0 leads to it, too, and is not taken for it. */
async function reach({ address }: FaultProxy, wiring: Settings['wiring']): Promise<string> {
  const port = address.slice(address.indexOf(':') + 1);
  if (wiring === 'nothing listens') return `127.0.0.1:${await freePort()}`;
  const wantsTls = wiring === 'unknown certificate' || wiring?.startsWith('plain');
  return wantsTls ? `0.0.0.0:${port}` : address;
}

/** Puts addresses and digests where scripts name them. */
function fillIn(
  script: readonly (Fault | AimedFault)[],
  words: Readonly<Record<string, string>>,
): (Fault | AimedFault)[] {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (written, name: string) => words[name] ?? written);
  return script.map((fault) => {
    if (typeof fault === 'string' || !('headers' in fault) || fault.headers === undefined)
      return fault;
    const headers = Object.entries(fault.headers).map(([name, value]) => [name, fill(value)]);
    return { ...fault, headers: Object.fromEntries(headers) as Record<string, string> };
  });
}

let made: { key: string; cert: string } | undefined;
function certificate(): { key: string; cert: string } {
  return (made ??= makeCertificate());
}
