import { parseVertexName } from './vertex-name';
import type { VertexHistory } from './vertex-history';

/**
 * Stages in which triggers of ONBUILD were carried out, be they a base image's or those of a stage below; named as in
 * {@link StepRecord}. `onlyStage` is the name of a Dockerfile's only stage.
 */
export function listTriggered(
  histories: Iterable<VertexHistory>,
  onlyStage: string,
): ReadonlySet<string> {
  const stages = new Set<string>();
  for (const { name } of histories) {
    const instruction = parseVertexName(name);
    if (instruction?.triggered) stages.add(instruction.stage ?? onlyStage);
  }
  return stages;
}
