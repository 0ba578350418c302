import { findNearPaths } from '../context/near-paths';
import { StageBuildError } from '../errors';
import type { MissingSource, OutsideFacts, StageInputs } from './stage-inputs';

/**
 * Refuses the first source of a COPY, ADD or bind mount that is not there.
 * @throws StageBuildError COPY_SOURCE_MISSING or CONTEXT_SCOPE
 */
export function checkSources(
  stages: Iterable<StageInputs>,
  { project, dockerfile }: { readonly project: string; readonly dockerfile: string },
): void {
  for (const { stage, missing } of stages) {
    const [source] = missing;
    if (!source) continue;
    const { line, keyword, path, why } = source;
    const { reason, hint } = explain(source, project);
    throw new StageBuildError(
      why === 'outside' ? 'CONTEXT_SCOPE' : 'COPY_SOURCE_MISSING',
      `${dockerfile}:${line}: ${keyword} in stage ${stage.id}: ${path} ${reason}.`,
      { hint, project, stage: stage.id },
    );
  }
}

interface Explanation {
  readonly reason: string;
  readonly hint: string;
}

function explain(source: MissingSource, project: string): Explanation {
  switch (source.why) {
    case 'outside':
      return explainOutside(source.outside as OutsideFacts, project);
    case 'loop':
      return {
        reason: 'is a symbolic link that leads back to itself',
        hint: 'Let the link point at a file or folder inside the context.',
      };
    case 'submodule':
      return {
        reason: 'is in a submodule that is not checked out',
        hint: 'Check it out: git submodule update --init --recursive',
      };
    case 'ignored':
      return explainIgnored(source);
    case 'absent':
      return explainAbsent(source);
  }
}

function explainIgnored({ path, leftOutBy }: MissingSource): Explanation {
  const { file, line, text } = leftOutBy as NonNullable<MissingSource['leftOutBy']>;
  return {
    reason: `is left out of the build context by \`${text}\` in ${file}:${line}`,
    hint: `Let it in with a line \`!${path}\` below that, or take it out of the Dockerfile.`,
  };
}

function explainAbsent({ path, index }: MissingSource): Explanation {
  const near = findNearPaths(index, path).map((one) => `\`${one}\``);
  const meant = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
  const folder = index.folder === '' ? 'the workspace root' : index.folder;
  return {
    reason: 'is not in the build context',
    hint: `${meant}Paths count from the context, which is ${folder}; the option \`context\` changes it.`,
  };
}

function explainOutside({ inWorkspace, owner }: OutsideFacts, project: string): Explanation {
  const option = `\`contextScope: { "include": ["${inWorkspace}"] }\``;
  if (owner === null) {
    return { reason: 'is out of the scope of its context', hint: `Let it in with ${option}.` };
  }
  return {
    reason: `belongs to project ${owner}, on which ${project} does not depend, so it is not in the context`,
    hint: `Let ${project} depend on ${owner} (an import, or \`implicitDependencies\`), or let the files in with ${option}.`,
  };
}
