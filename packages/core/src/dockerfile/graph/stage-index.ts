import type { Dockerfile, StageSource } from '../model';

/** The stages of a Dockerfile, to be found by id. */
export type StageIndex = ReadonlyMap<string, StageSource>;

/** The name in lower case, or the position for a stage without a name: no name starts with a digit. */
export function stageId({ name, index }: StageSource): string {
  return name?.toLowerCase() ?? String(index);
}

export function indexStages({ stages }: Dockerfile): StageIndex {
  return new Map(stages.map((stage) => [stageId(stage), stage]));
}
