import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolEnv } from './packages/tool-env';
import { hostTools } from './packages/toolbox';
import { paths } from './paths';
import {
  findEngineProcesses,
  identify,
  isAlive,
  type ProcessIdentity,
} from './system/process-identity';
import { unmountBelow } from './system/mounts';
import { removeBridge } from './system/network';
import { launch } from './system/run';
import { waitUntil } from './system/wait';

/** Something that was started: enough to find it again, and to remove every trace of it. */
export interface Service<Facts = unknown> {
  readonly name: string;
  readonly process: ProcessIdentity;
  /** Who it ends with; `null` for what `up` started and `down` stops. */
  readonly owner: ProcessIdentity | null;
  /** Folders that go away with it. */
  readonly folders: readonly string[];
  /** The network device that goes away with it. */
  readonly bridge?: string;
  /** What others need to use it. */
  readonly facts: Facts;
}

/** What to start, and how to know that it is ready. */
export interface ServiceStart<Facts> extends Omit<Service<Facts>, 'process'> {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdout?: string;
  readonly isReady: () => Promise<boolean>;
}

const READY_MS = 60_000;
const STOP_MS = 20_000;

/**
 * Starts a service and records it, so that any later process can stop it.
 *
 * @throws Error with the end of its log when it is not ready within a minute
 */
export async function startService<Facts>(start: ServiceStart<Facts>): Promise<Service<Facts>> {
  const { command, args, env, stdout, isReady, ...rest } = start;
  const log = logOf(rest.name);
  await mkdir(paths.logs, { recursive: true });
  const pid = await launch(command, args, { env, stdout: stdout ?? log, stderr: log });
  const identity = identify(pid);
  if (!identity) throw await failure(rest.name, 'ended at once');
  const service: Service<Facts> = { ...rest, process: identity };
  await writeRecord(service);
  const ready = await waitUntil(async () => !isAlive(identity) || (await isReady()), READY_MS);
  if (ready && isAlive(identity)) return service;
  const reason = await failure(rest.name, ready ? 'ended at once' : 'did not become ready');
  await stopService(service);
  throw reason;
}

/** Stops a service, or what is left of it, and removes its folders, network and record. */
export async function stopService(service: Service): Promise<void> {
  await stopProcess(service);
  await emptyFolders(service);
  if (service.bridge !== undefined) {
    await removeBridge(service.bridge, toolEnv(await hostTools(), [], process.env));
  }
  await rm(recordOf(service.name), { force: true });
}

/** Removes what a stopped service stored. */
export async function emptyFolders(service: Service): Promise<void> {
  for (const folder of service.folders) {
    await unmountBelow(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Stops a service's processes and keeps its folders. Nothing in its containers is waited for. */
export async function stopProcess(service: Service): Promise<void> {
  const { pid } = service.process;
  if (isAlive(service.process)) {
    killAll(service.folders.flatMap((folder) => findEngineProcesses(folder).contained));
    process.kill(pid, 'SIGTERM');
    const ended = await waitUntil(() => !isAlive(service.process), STOP_MS);
    if (!ended) process.kill(pid, 'SIGKILL');
    await waitUntil(() => !isAlive(service.process), STOP_MS);
  }
  for (const folder of service.folders) {
    const { runtimes, contained } = findEngineProcesses(folder);
    killAll([...runtimes, ...contained]);
  }
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/** Everything that was started and not yet stopped, running or not. */
export async function listServices(): Promise<Service[]> {
  const names = existsSync(records()) ? await readdir(records()) : [];
  const texts = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFile(join(records(), name), 'utf8').catch(() => null)),
  );
  return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Service]));
}

/** The service of this name, if it runs. */
export async function findRunning<Facts>(name: string): Promise<Service<Facts> | null> {
  const service = (await listServices()).find((one) => one.name === name);
  return service && isAlive(service.process) ? (service as Service<Facts>) : null;
}

/**
 * Removes what nobody will: services whose owner is gone.
 *
 * @param shared also those that `up` started and that died, as after a reboot; only under the lock of `up`
 */
export async function sweepServices({ shared }: { shared: boolean }): Promise<void> {
  for (const service of await listServices()) {
    const abandoned = service.owner ? !isAlive(service.owner) : shared && !isAlive(service.process);
    if (abandoned) await stopService(service);
  }
}

/**
 * Makes room for a service of this name: removes the remains of an earlier one.
 *
 * @throws Error when it runs
 */
export async function claimName(name: string): Promise<void> {
  await sweepServices({ shared: false });
  const earlier = (await listServices()).find((service) => service.name === name);
  if (earlier && isAlive(earlier.process)) throw new Error(`a service named ${name} runs already`);
  if (earlier) await stopService(earlier);
}

/** Where a service's log is. It is kept until the service is started again. */
export function logOf(name: string): string {
  return join(paths.logs, `${name}.log`);
}

function records(): string {
  return join(paths.runtime, 'services');
}

function recordOf(name: string): string {
  return join(records(), `${name}.json`);
}

async function writeRecord(service: Service): Promise<void> {
  await mkdir(records(), { recursive: true });
  const file = recordOf(service.name);
  await writeFile(`${file}.new`, JSON.stringify(service, null, 2));
  await rename(`${file}.new`, file);
}

async function failure(name: string, what: string): Promise<Error> {
  const log = await readFile(logOf(name), 'utf8').catch(() => '');
  return new Error(`${name} ${what}; see ${logOf(name)}\n${log.split('\n').slice(-8).join('\n')}`);
}
