import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildxTools } from '../docker/buildx';
import { prepareClient } from '../docker/client';
import { goTools } from '../packages/go-modules';
import { SUITES } from '../packages/suites';
import { toolEnv } from '../packages/tool-env';
import { engineTools, hostTools, type Toolbox } from '../packages/toolbox';
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
import { identify } from '../system/process-identity';
import { run, tryRun } from '../system/run';
import { renderBuildkitdConfig } from './buildkitd-config';

/** The upstream release that we develop against. */
const BUILDKIT_VERSION = 'v0.33.1';

/** A BuildKit of our own. */
export interface BuildkitOptions {
  /** Unique on this machine; starting one that runs already is an error. */
  readonly name: string;
  /** Default the one we develop against. */
  readonly version?: string;
  /** The version of buildx that talks to it, for example `v0.37.2`. Default Debian's. */
  readonly buildx?: string;
  /** Keep caches in memory: for measuring, as disks scatter. Default `false`. */
  readonly tmpfs?: boolean;
  /** Addresses such as `127.0.0.1:5000`, asked by plain HTTP before Docker Hub. Default none. */
  readonly mirrors?: readonly string[];
  /** More registries that speak plain HTTP. Default none. */
  readonly insecureRegistries?: readonly string[];
  /** Whether it outlives this process. Default `false`: a later call sweeps it away. */
  readonly shared?: boolean;
}

/** How to talk to a BuildKit. */
export interface BuildkitFacts {
  /** `unix://…` */
  readonly host: string;
  /** The name of the buildx builder that leads there. */
  readonly builder: string;
  /** Add these to a process's environment, and its `buildctl` and `docker buildx build` use it. */
  readonly env: Readonly<Record<string, string>>;
  readonly mirrors: readonly string[];
}

/** A running BuildKit of our own. */
export interface RunningBuildkit extends BuildkitFacts {
  readonly name: string;
  readonly log: string;
  /** Stops it and removes its caches. */
  stop(): Promise<void>;
  /** Makes it truly cold: stopped, emptied, started again at the same address. */
  reset(): Promise<void>;
}

/**
 * Starts upstream buildkitd with folders and socket of its own. What it runs is on the machine's network.
 *
 * @throws UnavailableError where none can be had
 */
export async function startBuildkit(options: BuildkitOptions): Promise<RunningBuildkit> {
  const { name } = options;
  await claimName(name);
  let service = await launchBuildkit(options);
  return {
    ...service.facts,
    name,
    log: logOf(name),
    stop: () => stopService(service),
    reset: async () => {
      await stopProcess(service);
      await emptyFolders(service);
      service = await launchBuildkit(options);
    },
  };
}

async function launchBuildkit(options: BuildkitOptions): Promise<Service<BuildkitFacts>> {
  const { name, version = BUILDKIT_VERSION, tmpfs = false, shared = false } = options;
  const { mirrors = [], insecureRegistries = [] } = options;
  const [host, tools] = [await hostTools(), await buildkitTools(version)];
  const runtime = join(paths.runtime, name);
  const root = join(paths.data, name);
  await mkdir(runtime, { recursive: true });
  await mkdir(root, { recursive: true });
  if (tmpfs) await mountMemory(root);
  const config = join(runtime, 'buildkitd.toml');
  const socket = `unix://${join(runtime, 'buildkitd.sock')}`;
  const settings = { root, host: socket, mirrors, insecureRegistries };
  await writeFile(config, renderBuildkitdConfig(settings));
  const facts = await describeBuildkit(options, { runtime, socket, tools });
  return startService({
    name,
    command: join(tools.root, 'usr/bin/buildkitd'),
    args: ['--config', config],
    env: toolEnv(host, [tools], process.env),
    owner: shared ? null : identify(process.pid),
    folders: [runtime, root],
    facts,
    isReady: async () =>
      (await tryRun('buildctl', ['debug', 'workers'], withEnv(facts))).exitCode === 0,
  });
}

async function describeBuildkit(
  { name, buildx, mirrors = [] }: BuildkitOptions,
  { runtime, socket, tools }: { runtime: string; socket: string; tools: Toolbox },
): Promise<BuildkitFacts> {
  const docker = await engineTools(SUITES.current);
  const client = await prepareClient(join(runtime, 'config'), {
    docker,
    buildx: buildx === undefined ? docker : await buildxTools(buildx),
  });
  const env = {
    ...client,
    PATH: `${join(tools.root, 'usr/bin')}:${client['PATH']}`,
    BUILDKIT_HOST: socket,
    BUILDX_BUILDER: name,
  };
  const facts = { host: socket, builder: name, env, mirrors };
  const create = ['buildx', 'create', '--name', name, '--driver', 'remote', socket];
  await run('docker', create, withEnv(facts));
  return facts;
}

function withEnv({ env }: BuildkitFacts): { env: NodeJS.ProcessEnv } {
  return { env: { ...process.env, ...env } };
}

function buildkitTools(version: string): Promise<Toolbox> {
  return goTools({
    name: 'buildkit',
    version,
    commands: {
      buildkitd: 'github.com/moby/buildkit/cmd/buildkitd',
      buildctl: 'github.com/moby/buildkit/cmd/buildctl',
    },
    versionVariable: 'github.com/moby/buildkit/version.Version',
  });
}
