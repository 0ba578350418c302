import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDebianRoot } from '../packages/debian';
import { registryTools } from '../packages/toolbox';
import { paths } from '../paths';
import { claimName, startService, stopService, type ServiceStart } from '../services';
import { mountMemory } from '../system/mounts';
import { findPort } from '../system/network';
import { identify } from '../system/process-identity';
import { tryRun } from '../system/run';
import { parseAccessLog, summarize, type RegistryTraffic } from './access-log';
import { renderRegistryConfig, renderRegistryRun } from './registry-config';

/** A registry of our own. */
export interface RegistryOptions {
  /** Unique on this machine; starting one that runs already is an error. */
  readonly name: string;
  /** The wanted port; another free one is taken where somebody listens there. Default any. */
  readonly port?: number;
  /** Whether it outlives this process. Default `false`: a later call sweeps it away. */
  readonly shared?: boolean;
  /** Keep blobs in memory: for measuring, as disks scatter. Default `false`. */
  readonly tmpfs?: boolean;
}

/** How to talk to a registry. */
export interface RegistryFacts {
  /** `127.0.0.1:5000`; plain HTTP, no login, deleting allowed. */
  readonly address: string;
  /** Every request, in Apache's combined format. */
  readonly accessLog: string;
  /** Where its blobs are. */
  readonly storage: string;
}

/** A running registry of our own. */
export interface RunningRegistry extends RegistryFacts {
  readonly name: string;
  /** Stops it and removes what was pushed. */
  stop(): Promise<void>;
}

/**
 * Starts an empty registry on the loopback address.
 *
 * @throws UnavailableError where none can be had
 */
export async function startRegistry(options: RegistryOptions): Promise<RunningRegistry> {
  const { name, port = 0, shared = false, tmpfs = false } = options;
  await claimName(name);
  const storage = join(paths.data, name);
  await mkdir(storage, { recursive: true });
  if (tmpfs) await mountMemory(storage);
  await mkdir(paths.runtime, { recursive: true });
  const address = `127.0.0.1:${await findPort(port)}`;
  const facts = { address, storage, accessLog: join(paths.logs, `${name}.access.log`) };
  const program = isDebianRoot() ? registryProgram(name, facts) : registryContainer(name, facts);
  const service = await startService({
    ...(await program),
    name,
    stdout: facts.accessLog,
    owner: shared ? null : identify(process.pid),
    facts,
    isReady: () => isRegistry(address),
  });
  return { ...service.facts, name, stop: () => stopService(service) };
}

type RegistryProgram = Pick<ServiceStart<RegistryFacts>, 'command' | 'args' | 'env' | 'folders'>;

async function registryProgram(name: string, facts: RegistryFacts): Promise<RegistryProgram> {
  const { root } = await registryTools();
  const config = join(paths.runtime, `${name}.yml`);
  await writeFile(config, renderRegistryConfig(facts));
  return {
    command: join(root, 'usr/bin/docker-registry'),
    args: ['serve', config],
    env: process.env,
    folders: [facts.storage, config],
  };
}

/** Where nothing can be installed, the existing Docker runs the registry. */
async function registryContainer(name: string, facts: RegistryFacts): Promise<RegistryProgram> {
  const container = `docker-stage-build-${name}`;
  await tryRun('docker', ['rm', '--force', container]);
  return {
    command: 'docker',
    args: renderRegistryRun(container, facts),
    env: process.env,
    folders: [facts.storage],
  };
}

/** What the registry was asked for since it was started, or after an earlier position. */
export async function readRegistryLog(
  registry: RegistryFacts,
  after = 0,
): Promise<RegistryTraffic> {
  const text = (await readFile(registry.accessLog, 'utf8')).slice(after);
  const requests = await Promise.all(
    parseAccessLog(text).map(async (request) => ({
      ...request,
      received: request.uploaded ? await sizeOfBlob(registry.storage, request.uploaded) : 0,
    })),
  );
  return { ...summarize(requests), position: after + text.length };
}

/** The log does not say how large a request's body was, but the stored blob does. */
async function sizeOfBlob(storage: string, digest: string): Promise<number> {
  const [algorithm = '', hex = ''] = digest.split(':');
  const blob = join(storage, 'docker/registry/v2/blobs', algorithm, hex.slice(0, 2), hex, 'data');
  return stat(blob).then(
    ({ size }) => size,
    () => 0,
  );
}

async function isRegistry(address: string): Promise<boolean> {
  return fetch(`http://${address}/v2/`).then(
    (response) => response.ok,
    () => false,
  );
}
