import type { CacheKind } from '@docker-stage-build/core';
import type { BuildJob, BuildOutput } from '../job';
import { cannotLoad, cannotOutput } from './engine-errors';
import type { EngineFacts } from './facts';
import { isOlder } from './version';

/**
 * Whether the builder can export a cache of this kind.
 * The docker driver on Docker's classic image store has no exporter but `inline`.
 */
export function canExportCache(facts: EngineFacts, kind: CacheKind): boolean {
  return kind === 'none' || kind === 'builder' || !isClassicStore(facts);
}

/**
 * Whether a builder other than this one is needed for what a job puts out: several platforms or an OCI layout on
 * Docker's classic image store, several outputs of an old BuildKit. A sentence that says why, or `null`.
 */
export function findOutputProblem(
  facts: EngineFacts,
  {
    platforms,
    outputs,
    provenance,
    sbom,
  }: Pick<BuildJob, 'platforms' | 'outputs' | 'provenance' | 'sbom'>,
): string | null {
  if (isClassicStore(facts)) {
    if (platforms.length > 1) return 'it builds for one platform at a time';
    if (outputs.some(isImageFile)) return 'it writes no image files';
    if (provenance || sbom) return 'it keeps no attestations';
  }
  if (outputs.length > 1 && isOlder(facts.builder.buildkitVersion, '0.13')) {
    return `its BuildKit ${facts.builder.buildkitVersion} makes one output a build (0.13 makes several)`;
  }
  if (platforms.length > 1 && outputs.some(({ type }) => type === 'docker')) {
    return "Docker's archive format holds one platform (`oci` holds several)";
  }
  if (
    platforms.length > 1 &&
    outputs.some(({ type }) => type === 'load') &&
    !facts.containerdStore
  ) {
    return "Docker's classic image store holds one platform an image";
  }
  return null;
}

/** Whether a Docker is there that takes images: a builder of another driver works without one. */
export function canLoad({ serverVersion }: EngineFacts): boolean {
  return serverVersion !== null;
}

/** @throws {StageBuildError} ENGINE_CANNOT_OUTPUT where the builder cannot put out what the job asks for */
export function checkOutputs(facts: EngineFacts, job: BuildJob): void {
  if (!canLoad(facts) && job.outputs.some(({ type }) => type === 'load'))
    throw cannotLoad(facts, job.project);
  const problem = findOutputProblem(facts, job);
  if (problem !== null) throw cannotOutput(facts, job.project, problem);
}

/** Docker's own builder on its classic image store. */
function isClassicStore({ builder, containerdStore }: EngineFacts): boolean {
  return builder.driver === 'docker' && !containerdStore;
}

function isImageFile({ type }: BuildOutput): boolean {
  return type === 'oci' || type === 'docker';
}
