import type { ImagePlan } from '@docker-stage-build/core';
import {
  buildArguments,
  fetchJob,
  formatCommand,
  type BuildJob,
} from '@docker-stage-build/engines';

/** The commands that carry out a plan, as a person would type them, a line each. */
export function formatCommands(
  { import: cacheFrom, export: cacheTo, fetch }: ImagePlan,
  job: BuildJob,
): string {
  const fetches = fetch.map(({ stage, platform, from }) =>
    fetchJob({ ...job, platforms: [platform] }, { stage, cacheFrom: from }),
  );
  return [...fetches, { ...job, cacheFrom, cacheTo }]
    .map((each) => `${formatCommand('docker', buildArguments(each))}\n`)
    .join('');
}
