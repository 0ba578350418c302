import { devNull } from 'node:os';
import type { BuildResult } from '../build-result';
import type { BuildJob } from '../job';
import { runBuild, type RunOptions } from './run-build';

export interface StageToFetch {
  readonly stage: string;
  /** Value of the `--cache-from` that holds the stage. */
  readonly cacheFrom: string;
}

/** The short solve that pulls a cached stage into the builder, so that a build with another import finds it there. */
export function fetchJob(job: BuildJob, { stage, cacheFrom }: StageToFetch): BuildJob {
  return {
    ...job,
    target: stage,
    tags: [],
    labels: {},
    annotations: {},
    provenance: false,
    sbom: false,
    cacheFrom,
    cacheTo: null,
    // An OCI archive makes the engine pull every layer; `cacheonly` would leave them where they are.
    outputs: [{ type: 'oci', dest: devNull, tar: true }],
  };
}

/** Pulls a cached stage into the builder. Nothing runs where the cache holds all of the stage, and nothing is written. */
export function fetchStage(
  job: BuildJob,
  { write, signal, ...wanted }: StageToFetch & RunOptions,
): Promise<BuildResult> {
  return runBuild(fetchJob(job, wanted), { write, signal });
}
