import { StageBuildError } from '@docker-stage-build/core';
import type { BuildJob } from '../job';
import type { ProgressReader } from '../progress/progress-reader';
import { parseVertexName } from '../progress/vertex-name';
import { onlyStage } from './only-stage';
import { hintFor } from './failure-hints';

/** How the engine's process ended. */
export interface ProcessEnd {
  readonly exitCode?: number;
  readonly signal?: string;
}

/** BUILD_FAILED: which step of which stage, what the engine said, the last lines of the step's output. */
export function describeFailure(
  job: BuildJob,
  progress: ProgressReader,
  end: ProcessEnd,
): StageBuildError {
  const vertex = progress.failedVertex();
  const place = vertex && parseVertexName(vertex.name);
  const stage = place ? (place.stage ?? onlyStage(job)) : undefined;
  const where = place ? `in stage ${stage} at \`${place.instruction}\`` : vertex?.name;
  const said = vertex?.error ?? lastError(progress.lastText()) ?? describeEnd(end);
  const lines = vertex ? progress.lastLines(vertex.digest) : [];
  const message = `The build of ${job.project} failed${where ? ` ${where}` : ''}: ${said}`;
  return new StageBuildError(
    'BUILD_FAILED',
    [message, ...lines.map((line) => `  ${line}`)].join('\n'),
    {
      project: job.project,
      stage,
      hint: hintFor([said, ...progress.lastText(), ...lines].join('\n')),
    },
  );
}

/** The engine's own last word, such as `ERROR: failed to build: …`. */
function lastError(text: readonly string[]): string | undefined {
  const line = text.findLast((candidate) => /^error:/i.test(candidate)) ?? text.findLast(Boolean);
  return line?.replace(/^error:\s*/i, '');
}

function describeEnd({ exitCode, signal }: ProcessEnd): string {
  return signal ? `docker was ended by ${signal}` : `docker exited with ${exitCode ?? 'no code'}`;
}
