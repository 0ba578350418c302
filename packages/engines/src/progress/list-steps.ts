import type { StepRecord } from '../build-result';
import { parseVertexName } from './vertex-name';
import type { Interval, VertexHistories, VertexHistory } from './vertex-history';

/**
 * The steps of a build, each after those it needs. Vertices that are no instruction are left out.
 * BuildKit leaves out the name of a Dockerfile's only stage, so `onlyStage` says it.
 */
export function listSteps(histories: VertexHistories, onlyStage: string): StepRecord[] {
  return inOrderOfNeed(histories).flatMap((history) => {
    const name = parseVertexName(history.name);
    if (!name) return [];
    const intervals = [...history.intervals.values()];
    return [
      {
        stage: name.stage ?? onlyStage,
        platform: name.platform,
        name: name.instruction,
        cached: isCached(history, intervals),
        started: intervals[0]?.started ?? null,
        completed: intervals.at(-1)?.completed ?? null,
        seconds: sumSeconds(intervals.map(secondsOf)),
        error: history.error,
        digest: history.digest,
      },
    ];
  });
}

function inOrderOfNeed(histories: VertexHistories): VertexHistory[] {
  const ordered = new Set<VertexHistory>();
  const visit = (digest: string) => {
    const history = histories.get(digest);
    if (!history || ordered.has(history)) return;
    history.inputs.forEach(visit);
    ordered.add(history);
  };
  [...histories.keys()].forEach(visit);
  return [...ordered];
}

/**
 * A step that is found in a cache starts with a cached interval. Others may follow while its layers are pulled, and only
 * output shows that it ran after all, its cache being lost. A source is resolved, uncached, before it is found.
 */
function isCached({ inputs, hasOutput }: VertexHistory, intervals: readonly Interval[]): boolean {
  if (inputs.length === 0) return intervals.some(({ cached }) => cached);
  return intervals[0]?.cached === true && !hasOutput;
}

/** A sum to the millisecond. */
export function sumSeconds(seconds: readonly number[]): number {
  return Math.round(seconds.reduce((sum, value) => sum + value, 0) * 1000) / 1000;
}

/** Length of a finished interval. */
function secondsOf({ started, completed }: Interval): number {
  return completed === null ? 0 : (Date.parse(completed) - Date.parse(started)) / 1000;
}
