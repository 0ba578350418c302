import type { CachePlan, ImagePlan } from '@docker-stage-build/core';
import type { StageSummary } from '@docker-stage-build/engines';
import type { RepositoryChange } from '../run/repositories/repository-check';
import type { FoundImage } from '../run/reuse/find-images';
import type { ImageRun } from '../run/build/run-image';

export interface SummaryFacts {
  readonly plan: ImagePlan;
  readonly cache: CachePlan;
  /** The image that was taken instead of being built. */
  readonly found: FoundImage | null;
  /** `null` where nothing was built. */
  readonly run: ImageRun | null;
  readonly repositories: readonly RepositoryChange[];
}

/** Says what became of an image, for the end of a task's log. */
export function formatSummary({ plan, cache, found, run, repositories }: SummaryFacts): string {
  const rows: [string, string][] = [
    ...plan.tags.map((tag): [string, string] => ['tag', tag]),
    ['digest', run?.result.digest ?? found?.digest ?? 'none: no image was made'],
    ...repositories.flatMap(describeRepository),
    ...(run ? describeRun(run, { plan, cache }) : []),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const title = run
    ? countStages(run.result.stages)
    : 'not built, an image of the same inputs was there';
  return `\n${plan.project}: ${title}\n${lines.join('\n')}\n`;
}

/** Repositories that were there as they should be are no news. */
function describeRepository({ key, status }: RepositoryChange): [string, string][] {
  const isChanged = status === 'created' || status === 'updated';
  return isChanged ? [['repository', `${key} ${status} in ECR`]] : [];
}

function describeRun(
  { result, pointed }: ImageRun,
  { plan, cache }: Pick<SummaryFacts, 'plan' | 'cache'>,
): [string, string][] {
  return [
    ...describeStages(result.stages),
    ['cache', describeCache(cache)],
    ...describeTransfers(plan, pointed),
    ['time', formatSeconds(result.seconds)],
  ];
}

function describeStages(stages: readonly StageSummary[]): [string, string][] {
  return stages.map(({ stage, platform, status, seconds, ran }) => {
    const name = platform === null ? stage : `${stage} ${platform}`;
    if (status === 'cached') return [name, 'cached'];
    const runs = ran.filter((step) => step.startsWith('RUN ')).length;
    const steps = `${ran.length} ${ran.length === 1 ? 'step' : 'steps'} ran, ${runs} of them RUN`;
    return [name, `built in ${formatSeconds(seconds)}: ${steps}`];
  });
}

function countStages(stages: readonly StageSummary[]): string {
  const built = stages.filter(({ status }) => status === 'built').length;
  return `${built} of ${stages.length} stages built, ${stages.length - built} from cache`;
}

function describeCache({ kind, location, why }: CachePlan): string {
  return location === null ? `${kind} (${why})` : `${kind} ${location} (${why})`;
}

function describeTransfers(plan: ImagePlan, pointed: readonly string[]): [string, string][] {
  const rows: [string, string][] = [];
  if (plan.import !== null) rows.push(['import', plan.import]);
  for (const { stage, from } of plan.fetch) rows.push(['fetch', `${stage} from ${from}`]);
  if (plan.export !== null) rows.push(['export', `${pointed.length} names`]);
  return rows;
}

function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
