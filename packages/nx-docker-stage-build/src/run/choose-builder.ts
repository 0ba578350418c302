import type { CachePlan } from '@docker-stage-build/core';
import { parseImageRef } from '@docker-stage-build/core';
import {
  canExportCache,
  checkOutputs,
  ensureBuilder,
  findOutputProblem,
  inspectEngine,
  type BuildJob,
  type EngineFacts,
} from '@docker-stage-build/engines';

export interface BuilderOptions {
  readonly cache: CachePlan;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Finds the builder for a job: the chosen one, or, where that one can neither export the cache nor put out what is asked
 * for, one of ours.
 * @throws StageBuildError ENGINE_* and BUILDX_* when there is nothing to build with
 */
export async function chooseBuilder(
  job: BuildJob,
  { cache, env, signal }: BuilderOptions,
): Promise<{ readonly job: BuildJob; readonly facts: EngineFacts }> {
  const facts = await inspectEngine({ builder: job.builder, env, signal });
  const exports = cache.write ? cache.kind : 'none';
  const fits = canExportCache(facts, exports) && findOutputProblem(facts, job) === null;
  // A builder that was asked for by name is not replaced.
  if (fits || job.builder !== null) {
    checkOutputs(facts, job);
    return { job, facts };
  }
  const builder = await ensureBuilder(facts, { registries: registriesOf(job, cache), env, signal });
  const ours = await inspectEngine({ builder, env, signal });
  checkOutputs(ours, job);
  return { job: { ...job, builder }, facts: ours };
}

function registriesOf(job: BuildJob, { kind, location }: CachePlan): string[] {
  const names = [...job.tags, ...(kind === 'registry' && location !== null ? [location] : [])];
  return [...new Set(names.map((name) => parseImageRef(name).registry))];
}
