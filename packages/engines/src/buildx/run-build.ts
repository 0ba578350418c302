import { join } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';
import type { BuildResult } from '../build-result';
import { attributeOf } from '../csv';
import type { BuildJob } from '../job';
import { loadExeca } from '../processes/load-execa';
import { withTemporaryFolder } from '../processes/with-temporary-folder';
import { ProgressReader } from '../progress/progress-reader';
import { summarizeStages } from '../progress/summarize-stages';
import { buildArguments } from './arguments';
import { engineMissing } from './engine-errors';
import { checkSecrets } from './check-secrets';
import { hiddenArguments } from './hidden-arguments';
import { describeFailure } from './describe-failure';
import { onlyStage } from './only-stage';
import { readMetadata, type BuildMetadata } from './read-metadata';

/** How long a cancelled buildx may take to end its build before it is killed, in milliseconds. */
const GRACE = 10_000;

export interface RunOptions {
  /** Cancels the build. */
  readonly signal?: AbortSignal;
  /** Takes the live log, line by line, each with its line end. */
  readonly write: (text: string) => void;
}

/**
 * Runs a job with `docker buildx build` and reads its result from machine-readable output.
 * @throws {StageBuildError} SECRET_SOURCE_MISSING before anything starts; ENGINE_MISSING without a `docker`;
 *   BUILD_CANCELLED after `signal`, once nothing is left running; BUILD_FAILED for any other end but exit code 0
 */
export async function runBuild(job: BuildJob, options: RunOptions): Promise<BuildResult> {
  checkSecrets(job);
  return withTemporaryFolder((folder) => runInto(join(folder, 'metadata.json'), job, options));
}

async function runInto(
  metadataFile: string,
  job: BuildJob,
  { signal, write }: RunOptions,
): Promise<BuildResult> {
  if (signal?.aborted) throw cancelled(job);
  const { execa } = await loadExeca();
  const progress = new ProgressReader();
  const hidden = hiddenArguments(job);
  const docker = execa('docker', buildArguments(job, { metadataFile, hidden }), {
    env: engineEnvironment(job, hidden),
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    buffer: false,
    reject: false,
    cancelSignal: signal,
    forceKillAfterDelay: GRACE,
  });
  for await (const line of docker.iterable({ from: 'stderr' })) {
    for (const shown of progress.read(line)) write(`${shown}\n`);
  }
  const end = await docker;

  if (end.code === 'ENOENT') throw engineMissing();
  if (end.failed && signal?.aborted) throw cancelled(job);
  if (end.failed) throw describeFailure(job, progress, end);
  const steps = progress.steps(onlyStage(job));
  return {
    ...(await readResult(metadataFile, job)),
    steps,
    stages: summarizeStages(steps),
    bases: progress.bases(),
    triggered: progress.triggered(onlyStage(job)),
    warnings: progress.warnings({
      from: job.cacheFrom && attributeOf(job.cacheFrom, ['ref', 'src']),
      to: job.cacheTo && attributeOf(job.cacheTo, ['ref', 'dest']),
    }),
    seconds: end.durationMs / 1000,
  };
}

async function readResult(metadataFile: string, { project }: BuildJob): Promise<BuildMetadata> {
  try {
    return await readMetadata(metadataFile);
  } catch (cause) {
    throw new StageBuildError('BUILD_FAILED', `buildx left no result of ${project}.`, {
      project,
      cause,
      hint: 'Check that the folder for temporary files can be written to.',
    });
  }
}

/** The metadata's provenance would cost a request more and is not read; hints are for terminals. */
function engineEnvironment(
  { env, buildArgs }: BuildJob,
  hidden: ReadonlySet<string>,
): BuildJob['env'] {
  const values = Object.entries(buildArgs).filter(([name]) => hidden.has(name));
  return {
    ...env,
    ...Object.fromEntries(values),
    BUILDX_METADATA_PROVENANCE: 'disabled',
    DOCKER_CLI_HINTS: 'false',
  };
}

function cancelled(job: BuildJob): StageBuildError {
  return new StageBuildError('BUILD_CANCELLED', `The build of ${job.project} was cancelled.`, {
    project: job.project,
  });
}
