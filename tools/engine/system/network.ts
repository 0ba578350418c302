import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { run, tryRun } from './run';
import { withLock } from './lock';

/** Our engines' networks are taken from here, one /24 each. */
const RANGE = '10.213.0.0/16';
const PREFIX = 'dsb-';

/** What an engine's containers are connected to. */
export interface Bridge {
  /** The name of the network device. */
  readonly device: string;
  /** Largest packet in bytes: that of the machine's own way out. */
  readonly mtu: number;
}

/**
 * Makes a bridge with an address of its own. An engine on such a bridge writes no packet filter rules,
 * so several engines on one machine do not remove each other's; the rules they need are in `allowTraffic`.
 *
 * @param owner makes the device's name, so it has to be unique on the machine
 * @param env where `busybox` and `iptables` are found
 */
export async function addBridge(owner: string, env: NodeJS.ProcessEnv): Promise<Bridge> {
  const device = bridgeName(owner);
  return withLock('network', async () => {
    const routes = parseRoutes(readFileSync('/proc/net/route', 'utf8'));
    if (!existsSync(`/sys/class/net/${device}`)) {
      await ip(['link', 'add', 'name', device, 'type', 'bridge'], env);
      await ip(['addr', 'add', `10.213.${freeSubnet(routes)}.1/24`, 'dev', device], env);
      await ip(['link', 'set', device, 'up'], env);
    }
    await allowTraffic(env);
    return { device, mtu: outwardMtu(routes) };
  });
}

/** Removes an engine's bridge, and with the last one the packet filter rules. */
export async function removeBridge(device: string, env: NodeJS.ProcessEnv): Promise<void> {
  await withLock('network', async () => {
    if (existsSync(`/sys/class/net/${device}`)) await ip(['link', 'del', device], env);
    if (readFileSync('/proc/net/dev', 'utf8').includes(PREFIX)) return;
    for (const rule of RULES) await tryRun('iptables', ruleArguments('-D', rule), { env });
  });
}

/** Network devices have names of at most 15 characters. */
export function bridgeName(owner: string): string {
  return PREFIX + createHash('sha256').update(owner).digest('hex').slice(0, 10);
}

/** A line of `/proc/net/route`. */
export interface Route {
  readonly device: string;
  /** Dotted, for example `10.213.4.0`. */
  readonly destination: string;
}

/** Reads `/proc/net/route`, whose addresses are little-endian hexadecimal numbers. */
export function parseRoutes(text: string): Route[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([device = '', hex = '']) => ({
      device,
      destination: (hex.match(/../g) ?? [])
        .reverse()
        .map((byte) => parseInt(byte, 16))
        .join('.'),
    }));
}

/** The third number of the first network in our range that nothing is routed to. */
export function freeSubnet(routes: readonly Route[]): number {
  const used = new Set(routes.map(({ destination }) => destination));
  const free = Array.from({ length: 256 }, (_, n) => n).find((n) => !used.has(`10.213.${n}.0`));
  if (free === undefined) throw new Error(`no network is free in ${RANGE}: stop some engines`);
  return free;
}

/** A free port on the loopback address: the wanted one if nobody listens there. */
export async function findPort(wanted: number): Promise<number> {
  return (await tryListen(wanted)) ?? (await tryListen(0)) ?? wanted;
}

function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const { port: actual } = server.address() as AddressInfo;
      server.close(() => resolve(actual));
    });
  });
}

function outwardMtu(routes: readonly Route[]): number {
  const outward = routes.find(({ destination }) => destination === '0.0.0.0');
  return outward ? Number(readFileSync(`/sys/class/net/${outward.device}/mtu`, 'utf8')) : 1500;
}

interface Rule {
  readonly table: string;
  readonly chain: string;
  readonly match: readonly string[];
}

/** Containers may reach the outside, also where another Docker drops what it does not know. */
const RULES: readonly Rule[] = [
  {
    table: 'nat',
    chain: 'POSTROUTING',
    match: ['-s', RANGE, '!', '-d', RANGE, '-j', 'MASQUERADE'],
  },
  { table: 'filter', chain: 'FORWARD', match: ['-i', `${PREFIX}+`, '-j', 'ACCEPT'] },
  { table: 'filter', chain: 'FORWARD', match: ['-o', `${PREFIX}+`, '-j', 'ACCEPT'] },
];

async function allowTraffic(env: NodeJS.ProcessEnv): Promise<void> {
  for (const rule of RULES) {
    const { exitCode } = await tryRun('iptables', ruleArguments('-C', rule), { env });
    if (exitCode !== 0) await run('iptables', ruleArguments('-I', rule), { env });
  }
}

function ruleArguments(action: string, { table, chain, match }: Rule): string[] {
  return ['-w', '-t', table, action, chain, ...match];
}

function ip(args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  return run('busybox', ['ip', ...args], { env });
}
