import { StageBuildError } from '../errors';
import type { MissingSource, OutsideFacts, StageInputs } from './stage-inputs';

type Unfound = Exclude<MissingSource['why'], 'outside'>;

const REASONS: Readonly<Record<Unfound, string>> = {
  absent: 'is not in the build context',
  ignored: 'is left out of the build context by the ignore file',
  loop: 'is a symbolic link that leads back to itself',
  submodule: 'is in a submodule that is not checked out',
};

const HINTS: Readonly<Record<Unfound, string>> = {
  absent:
    'Check the path: it counts from the context, which is the workspace root unless `context` says otherwise.',
  ignored: 'Let it in with a `!` line in the .dockerignore, or take it out of the Dockerfile.',
  loop: 'Let the link point at a file or folder inside the context.',
  submodule: 'Check it out: git submodule update --init --recursive',
};

/** Throws COPY_SOURCE_MISSING or CONTEXT_SCOPE for the first source of a COPY, ADD or bind mount that is not there. */
export function checkSources(
  stages: Iterable<StageInputs>,
  { project, dockerfile }: { readonly project: string; readonly dockerfile: string },
): void {
  for (const { stage, missing } of stages) {
    for (const { line, keyword, path, why, outside } of missing) {
      const start = `${dockerfile}:${line}: ${keyword} in stage ${stage.id}: ${path}`;
      const details = { project, stage: stage.id };
      if (why === 'outside') {
        const { reason, hint } = explainOutside(outside as OutsideFacts, project);
        throw new StageBuildError('CONTEXT_SCOPE', `${start} ${reason}`, { hint, ...details });
      }
      throw new StageBuildError('COPY_SOURCE_MISSING', `${start} ${REASONS[why]}.`, {
        hint: HINTS[why],
        ...details,
      });
    }
  }
}

function explainOutside({ inWorkspace, owner }: OutsideFacts, project: string) {
  const option = `\`contextScope: { "include": ["${inWorkspace}"] }\``;
  if (owner === null) {
    return { reason: 'is out of the scope of its context.', hint: `Let it in with ${option}.` };
  }
  return {
    reason: `belongs to project ${owner}, on which ${project} does not depend, so it is not in the context.`,
    hint: `Let ${project} depend on ${owner} (an import, or \`implicitDependencies\`), or let the files in with ${option}.`,
  };
}
