import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineTools, hostTools } from '../packages/toolbox';
import { toolEnv } from '../packages/tool-env';
import { SUITES } from '../packages/suites';
import { paths } from '../paths';
import {
  claimName,
  emptyFolders,
  logOf,
  startService,
  stopProcess,
  stopService,
  type Service,
} from '../services';
import { mountMemory } from '../system/mounts';
import { addBridge, bridgeName } from '../system/network';
import { identify } from '../system/process-identity';
import { tryRun } from '../system/run';
import { buildxTools } from './buildx';
import { prepareClient } from './client';
import { renderDaemonConfig, socketOf } from './daemon-config';

/** An engine of our own. */
export interface EngineOptions {
  /** Unique on this machine; starting one that runs already is an error. */
  readonly name: string;
  /** `false`: Docker's older image store, which cannot export caches. Default `true`. */
  readonly containerdSnapshotter?: boolean;
  /** Keep images in memory: for measuring, as disks scatter. Default `false`. */
  readonly tmpfs?: boolean;
  /** Addresses such as `http://127.0.0.1:5000`, asked before Docker Hub. Default none. */
  readonly mirrors?: readonly string[];
  /** Registries without TLS; loopback ones always are. */
  readonly insecureRegistries?: readonly string[];
  /** The Debian suite that the engine is taken from. Default the one we develop against. */
  readonly suite?: string;
  /** The version of buildx that talks to it, for example `v0.37.2`. Default the suite's. */
  readonly buildx?: string;
  /** Whether it outlives this process. Default `false`: a later call sweeps it away. */
  readonly shared?: boolean;
}

/** How to talk to an engine. */
export interface EngineFacts {
  /** `unix://…` */
  readonly host: string;
  /** Add these to a process's environment and its `docker` is this engine's. */
  readonly env: Readonly<Record<string, string>>;
  readonly mirrors: readonly string[];
}

/** A running engine of our own. */
export interface RunningEngine extends EngineFacts {
  readonly name: string;
  readonly log: string;
  /** Stops it and removes its images. */
  stop(): Promise<void>;
  /** Makes it truly cold: stopped, emptied, started again at the same address. */
  reset(): Promise<void>;
}

/**
 * Starts an engine with folders, socket and network of its own.
 *
 * @throws UnavailableError where none can be had
 */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const { name } = options;
  await claimName(name);
  let service = await launchEngine(options);
  return {
    ...service.facts,
    name,
    log: logOf(name),
    stop: () => stopService(service),
    reset: async () => {
      await stopProcess(service);
      await emptyFolders(service);
      service = await launchEngine(options);
    },
  };
}

async function launchEngine(options: EngineOptions): Promise<Service<EngineFacts>> {
  const { name, containerdSnapshotter = true, tmpfs = false, shared = false } = options;
  const { mirrors = [], insecureRegistries = [], suite = SUITES.current } = options;
  const [host, tools] = [await hostTools(), await engineTools(suite)];
  const env = toolEnv(host, [tools], process.env);
  const runtime = join(paths.runtime, name);
  const dataRoot = join(paths.data, name);
  await mkdir(runtime, { recursive: true });
  await mkdir(dataRoot, { recursive: true });
  if (tmpfs) await mountMemory(dataRoot);
  const bridge = await addBridge(runtime, env);
  const config = join(runtime, 'daemon.json');
  const settings = {
    dataRoot,
    runtime,
    bridge,
    containerdSnapshotter,
    mirrors,
    insecureRegistries,
  };
  const rendered = renderDaemonConfig({ ...settings, tools: tools.root });
  await writeFile(config, JSON.stringify(rendered, null, 2));
  const buildx = options.buildx === undefined ? tools : await buildxTools(options.buildx);
  const client = await prepareClient(join(runtime, 'config'), { docker: tools, buildx });
  const address = `unix://${socketOf(runtime)}`;
  const facts = { host: address, env: { DOCKER_HOST: address, ...client }, mirrors };
  return startService({
    name,
    command: join(tools.root, 'usr/sbin/dockerd'),
    args: ['--config-file', config],
    env,
    owner: shared ? null : identify(process.pid),
    folders: [runtime, dataRoot],
    bridge: bridgeName(runtime),
    facts,
    isReady: () => answers(facts),
  });
}

async function answers(facts: EngineFacts): Promise<boolean> {
  const env = { ...process.env, ...facts.env };
  const { exitCode } = await tryRun('docker', ['version', '--format', '{{.Server.Version}}'], {
    env,
  });
  return exitCode === 0;
}
