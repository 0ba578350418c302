import { runsArm64 } from './arm64';
import type { BuildkitFacts } from './buildkit/buildkit';
import type { EngineFacts } from './docker/engine';
import { findExistingDocker } from './docker/existing';
import type { EcrFacts } from './ecr/ecr';
import { imagePlatforms } from './images/image-platforms';
import type { RegistryFacts } from './registry/registry';
import { findRunning, logOf } from './services';

/** How to reach an engine. */
export interface DockerAccess {
  /** `unix://…` */
  readonly host: string;
  /** Add these to a process's environment and its `docker` is this engine's. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it is ours: only then is it ours to empty. */
  readonly owned: boolean;
  /** The engine's log, where it is ours. */
  readonly log?: string;
}

/** Everything that is up. `null`: it is not. */
export interface Description {
  readonly docker: DockerAccess | null;
  readonly registry: (RegistryFacts & { readonly log: string }) | null;
  /** The platforms of the base images in the registry. */
  readonly base: readonly string[] | null;
  /** Whether programs for linux/arm64 run here. */
  readonly arm64: boolean;
  readonly buildkit: (BuildkitFacts & { readonly log: string }) | null;
  /** The oldest Docker that we support. */
  readonly dockerOld: DockerAccess | null;
  readonly ecr: EcrFacts | null;
}

/** Looks at what is up, without changing anything. */
export async function describe(): Promise<Description> {
  const registry = await findRunning<RegistryFacts>('registry');
  const buildkit = await findRunning<BuildkitFacts>('buildkit');
  const base = registry ? await imagePlatforms(registry.facts.address, 'library/node:20-slim') : [];
  return {
    docker: await describeDocker(),
    registry: registry && { ...registry.facts, log: registry.facts.accessLog },
    base: base.length > 0 ? base : null,
    arm64: runsArm64(),
    buildkit: buildkit && { ...buildkit.facts, log: logOf('buildkit') },
    dockerOld: await describeOwnDocker('docker-old'),
    ecr: (await findRunning<EcrFacts>('ecr'))?.facts ?? null,
  };
}

async function describeDocker(): Promise<DockerAccess | null> {
  const ours = await describeOwnDocker('engine');
  if (ours) return ours;
  const existing = await findExistingDocker();
  return existing && { host: existing.host, env: { DOCKER_HOST: existing.host }, owned: false };
}

async function describeOwnDocker(name: string): Promise<DockerAccess | null> {
  const service = await findRunning<EngineFacts>(name);
  if (!service) return null;
  const { host, env } = service.facts;
  return { host, env, owned: true, log: logOf(name) };
}
