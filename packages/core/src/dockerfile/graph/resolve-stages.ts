import { errorAt } from '../errors';
import type { Dockerfile, Instruction, StageSource } from '../model';
import { resolveBase, type Base } from './resolve-base';
import { findSources } from './find-source';
import type { Setting } from './setting';
import { stageId } from './stage-index';
import { readTriggers } from './triggers';
import { findCycle } from './walk';

/** A stage whose edges are known. */
export interface ResolvedStage {
  readonly id: string;
  readonly stage: StageSource;
  readonly base: Base;
  /** With the triggers of the stage below; none where a named context stands in for the stage. */
  readonly instructions: readonly Instruction[];
  readonly needs: readonly string[];
}

/**
 * Resolves the edges of all stages.
 * @throws StageBuildError STAGE_CYCLE among others
 */
export function resolveStages(
  dockerfile: Dockerfile,
  setting: Setting,
): ReadonlyMap<string, ResolvedStage> {
  const above = new Map<string, Base>();
  const resolved = new Map<string, ResolvedStage>();
  for (const stage of dockerfile.stages) {
    const id = stageId(stage);
    const base = resolveBase(stage, setting, above);
    if (stage.name !== null) above.set(id, base);
    const instructions = listInstructions(stage, base, setting);
    const sources = [base.source, ...instructions.flatMap((own) => findSources(own, setting))];
    const needs = sources.flatMap((source) => (source.kind === 'stage' ? [source.stage] : []));
    resolved.set(id, { id, stage, base, instructions, needs: [...new Set(needs)] });
  }
  refuseCycle(resolved, setting.path);
  return resolved;
}

function listInstructions(
  stage: StageSource,
  { source, replaced }: Base,
  setting: Setting,
): readonly Instruction[] {
  if (replaced) return [];
  if (source.kind !== 'stage') return stage.instructions;
  const parent = setting.stages.get(source.stage) as StageSource;
  const triggers = readTriggers(parent, { path: setting.path, line: stage.line });
  return triggers.length === 0 ? stage.instructions : [...triggers, ...stage.instructions];
}

function refuseCycle(stages: ReadonlyMap<string, ResolvedStage>, path: string | null): void {
  const cycle = findCycle(stages);
  if (cycle === null) return;
  const [first = ''] = cycle;
  const line = stages.get(first)?.stage.line ?? 1;
  throw errorAt({ path, line }, `stages need each other: ${cycle.join(' → ')}`, {
    code: 'STAGE_CYCLE',
    stage: first,
    hint: 'Move what both need to a stage of its own, above them.',
  });
}
