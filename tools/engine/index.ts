import { describe, type Description } from './describe';
import { UnavailableError } from './errors';
import { runsArm64 } from './arm64';
import { requireDebianRoot } from './packages/debian';
import { requireGo } from './packages/go-modules';
import { requirePython } from './packages/python';
import { findExistingDocker } from './docker/existing';
import { DEFAULT_PARTS, type Part } from './parts';
import { up } from './up';

export { startBuildkit, type BuildkitOptions, type RunningBuildkit } from './buildkit/buildkit';
export { describe, type Description, type DockerAccess } from './describe';
export { down } from './down';
export { startEngine, type EngineOptions, type RunningEngine } from './docker/engine';
export { startEcr, type EcrOptions, type RunningEcr } from './ecr/ecr';
export {
  denied,
  LIMIT_EXCEEDED,
  readEcrCalls,
  scriptEcr,
  THROTTLED,
  type EcrCall,
  type EcrFault,
  type EcrScript,
} from './ecr/script';
export { UnavailableError } from './errors';
export { PARTS, type Part } from './parts';
export type { RegistryTraffic } from './registry/access-log';
export {
  readRegistryLog,
  startRegistry,
  type RegistryFacts,
  type RunningRegistry,
} from './registry/registry';

/**
 * Brings parts up, unless they are, and says how to use them.
 *
 * @throws UnavailableError saying in one line what this machine lacks and what to do
 */
export async function bringUp(parts: readonly Part[] = DEFAULT_PARTS): Promise<Description> {
  await up(parts);
  return describe();
}

/** Whether a part can be had here. */
export type Availability =
  { readonly available: true } | { readonly available: false; readonly reason: string };

/** Says whether a part can be had on this machine, without starting or downloading anything. */
export async function isAvailable(part: Part): Promise<Availability> {
  try {
    await requirePart(part);
    return { available: true };
  } catch (error) {
    if (error instanceof UnavailableError) return { available: false, reason: error.message };
    throw error;
  }
}

async function requirePart(part: Part): Promise<void> {
  const worksWithAnyDocker = part === 'engine' || part === 'registry';
  if (worksWithAnyDocker && (await findExistingDocker())) return;
  if (part === 'arm64' && runsArm64()) return;
  requireDebianRoot();
  if (part === 'buildkit') await requireGo();
  if (part === 'ecr') await requirePython();
}
