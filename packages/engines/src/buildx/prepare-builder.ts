import type { CacheKind } from '@docker-stage-build/core';
import type { BuildJob } from '../job';
import { canExportCache, checkOutputs, findOutputProblem } from './capabilities';
import { cannotCache } from './engine-errors';
import { ensureBuilder, type EnsureOptions } from './ensure-builder';
import type { EngineFacts } from './facts';
import { inspectEngine } from './inspect-engine';

/** What a build asks of its builder. */
export interface BuilderNeeds {
  readonly job: BuildJob;
  /** Kind of the cache that is to be written; `none` where none is. */
  readonly cache: CacheKind;
}

/**
 * Facts of a builder that can do what a build needs: the one at hand, or else a builder of our own. `job.builder` has to be
 * set to its name. A builder that was asked for by name is never exchanged.
 * @throws {StageBuildError} ENGINE_CANNOT_OUTPUT, ENGINE_CANNOT_CACHE
 */
export async function prepareBuilder(
  facts: EngineFacts,
  { job, cache, ...options }: BuilderNeeds & EnsureOptions,
): Promise<EngineFacts> {
  const isOther = facts.builder.driver !== 'docker' || job.builder !== null;
  if (isOther) {
    checkOutputs(facts, job);
    if (!canExportCache(facts, cache)) throw cannotCache(facts, 'it was asked for by name');
    return facts;
  }
  if (canExportCache(facts, cache) && findOutputProblem(facts, job) === null) return facts;
  const name = await ensureBuilder(facts, options);
  const ours = await inspectEngine({ ...options, builder: name });
  checkOutputs(ours, job);
  return ours;
}
