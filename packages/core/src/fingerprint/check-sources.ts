import { StageBuildError } from '../errors';
import type { MissingSource, StageInputs } from './stage-inputs';

const REASONS: Readonly<Record<MissingSource['why'], string>> = {
  absent: 'is not in the build context',
  ignored: 'is left out of the build context by the ignore file',
  loop: 'is a symbolic link that leads back to itself',
};

const HINTS: Readonly<Record<MissingSource['why'], string>> = {
  absent:
    'Check the path: it counts from the context, which is the workspace root unless `context` says otherwise.',
  ignored: 'Let it in with a `!` line in the .dockerignore, or take it out of the Dockerfile.',
  loop: 'Let the link point at a file or folder inside the context.',
};

/** Throws COPY_SOURCE_MISSING for the first COPY or ADD whose source is not there. */
export function checkSources(
  stages: Iterable<StageInputs>,
  { project, dockerfile }: { readonly project: string; readonly dockerfile: string },
): void {
  for (const { stage, missing } of stages) {
    for (const { line, keyword, path, why } of missing) {
      throw new StageBuildError(
        'COPY_SOURCE_MISSING',
        `${dockerfile}:${line}: ${keyword} in stage ${stage.id}: ${path} ${REASONS[why]}.`,
        { hint: HINTS[why], project, stage: stage.id },
      );
    }
  }
}
