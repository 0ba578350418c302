import type { BuildRecord, Span, Step } from '../../records';
import { isRun } from '../../records';
import { kindOfRun, type RunCounts, type RunKind } from './workload';

/** Steps of an engine that take time, beside RUN. */
export type WorkKind =
  | RunKind
  | 'base image'
  | 'other instructions'
  | 'cached layers'
  | 'import cache'
  | 'export cache'
  | 'push image'
  | 'context'
  | 'other';

const KINDS: readonly (readonly [RegExp, WorkKind])[] = [
  [/^\[[^\]]*\d+\/\d+\] FROM /, 'base image'],
  [/^importing cache/, 'import cache'],
  [/^exporting cache/, 'export cache'],
  [/^exporting to/, 'push image'],
  [/^\[internal\] load build context|^\[context /, 'context'],
  [/^\[internal\]/, 'other'],
  [/^\[/, 'other instructions'],
];

/** What an engine recorded of all builds of a run. */
export interface EngineWork {
  readonly builds: number;
  readonly executed: RunCounts;
  /** Seconds in which at least one build did something. */
  readonly busySeconds: number;
  /** Seconds by kind of work; builds side by side each count, so the sum may exceed the wall clock's. */
  readonly secondsByKind: Readonly<Partial<Record<WorkKind, number>>>;
}

/** Adds up what an engine, cold before the run, did in it. A step that builds shared counts once. */
export function breakDown(builds: readonly Pick<BuildRecord, 'steps'>[]): EngineWork {
  const steps = distinct(builds.flatMap((build) => build.steps));
  const executed = { install: 0, compile: 0, tools: 0 };
  const secondsByKind: Partial<Record<WorkKind, number>> = {};
  for (const step of steps) {
    if (isRun(step) && step.ran) executed[kindOfRun(step.name)] += 1;
    const kind = kindOf(step);
    secondsByKind[kind] = (secondsByKind[kind] ?? 0) + union(step.spans);
  }
  return {
    builds: builds.length,
    executed,
    busySeconds: union(steps.flatMap(({ spans }) => spans)),
    secondsByKind,
  };
}

function kindOf(step: Step): WorkKind {
  const kind = isRun(step)
    ? kindOfRun(step.name)
    : (KINDS.find(([pattern]) => pattern.test(step.name))?.[1] ?? 'other');
  // What came from a cache takes time only where a later step needs its layers.
  return isRun(step) || kind === 'other instructions' ? (step.ran ? kind : 'cached layers') : kind;
}

/** Builds in flight at once share a step: each records it, with the same start. */
function distinct(steps: readonly Step[]): Step[] {
  return [
    ...new Map(steps.map((step) => [`${step.digest} ${step.spans[0]?.from}`, step])).values(),
  ];
}

/** Seconds that any of the spans covers. */
function union(spans: readonly Span[]): number {
  let end = -Infinity;
  let covered = 0;
  for (const { from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered / 1000;
}
