import type { StageSummary, StepRecord } from '../build-result';
import { sumSeconds } from './list-steps';

/** One summary per stage and platform, in the order of their first steps. */
export function summarizeStages(steps: readonly StepRecord[]): StageSummary[] {
  const groups = new Map<string, StepRecord[]>();
  for (const step of steps) {
    const key = `${step.platform ?? ''} ${step.stage}`;
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  return [...groups.values()].map(summarizeStage);
}

function summarizeStage(steps: readonly StepRecord[]): StageSummary {
  const { stage, platform } = steps[0] as StepRecord;
  const ran = steps.filter(hasRun).map(({ name }) => name);
  return {
    stage,
    platform,
    status: ran.length > 0 ? 'built' : 'cached',
    seconds: sumSeconds(steps.map(({ seconds }) => seconds)),
    ran,
  };
}

/** A FROM only resolves and pulls: it is no work of the stage. */
function hasRun({ name, started, cached }: StepRecord): boolean {
  return started !== null && !cached && !name.startsWith('FROM ');
}
