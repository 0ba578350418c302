import type { BuildJob } from '../job';

/** Name of the only stage of a job's Dockerfile, should it have but one: progress leaves that name out. */
export function onlyStage({ target }: BuildJob): string {
  return target?.toLowerCase() ?? '0';
}
