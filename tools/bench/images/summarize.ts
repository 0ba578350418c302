import { goalOf } from './goals';
import type { Run } from './results';
import type { EngineKind, ScenarioId } from './scenarios';
import { groupBy, median } from './statistics';
import type { Form, RunCounts } from './workload';

/** Medians of the runs of one tool. */
export interface Figures {
  readonly seconds: number;
  readonly lowest: number;
  readonly highest: number;
  readonly busySeconds: number;
  readonly load: number;
  readonly requests: number;
  /** Requests without those for base images, by the images that were asked for. */
  readonly requestsAnImage: number;
  readonly megabytesDown: number;
  readonly megabytesUp: number;
  readonly builds: number;
  readonly executed: number;
  readonly needed: number;
  /** Runs in which a RUN step was executed that had to have a result already. */
  readonly runsWithNeedless: number;
  readonly runs: number;
}

/** Ours and the peer's figures side by side. */
export interface Row {
  readonly workload: string;
  readonly engineKind: EngineKind;
  readonly scenario: ScenarioId;
  readonly form: Form;
  readonly ours: Figures;
  readonly peer: Figures;
  /** Seconds, ours by the peer's. */
  readonly ratio: number;
  /** What the ratio is to be at most; `null` where there is no goal. */
  readonly goal: number | null;
}

/** Puts runs together that are of one kind, and compares ours with the peer's. */
export function summarize(runs: readonly Run[], apps: number): Row[] {
  const groups = groupBy(
    runs.filter(({ tool }) => tool === 'ours'),
    (run) => `${placeOf(run)} ${run.form}`,
  );
  const peers = new Map(
    groupBy(
      runs.filter(({ tool }) => tool === 'peer'),
      placeOf,
    ),
  );
  return groups.flatMap(([, group]) => {
    const first = group[0] as Run;
    const { workload, engineKind, scenario, form } = first;
    const against = peers.get(placeOf(first));
    if (!against) return [];
    const [ours, peer] = [toFigures(group), toFigures(against)];
    const goal = goalOf({ workload, apps, engineKind, scenario, form });
    const ratio = ours.seconds / peer.seconds;
    return [{ workload, engineKind, scenario, form, ours, peer, ratio, goal }];
  });
}

/** RUN steps that were executed although their result existed. */
export function needlessRuns({ engine, needed }: Pick<Run, 'engine' | 'needed'>): number {
  const kinds = Object.keys(needed) as (keyof RunCounts)[];
  return kinds.reduce((sum, kind) => sum + Math.max(0, engine.executed[kind] - needed[kind]), 0);
}

function placeOf({ workload, engineKind, scenario }: Run): string {
  return `${workload} ${engineKind} ${scenario}`;
}

function toFigures(runs: readonly Run[]): Figures {
  const of = (value: (run: Run) => number): number => median(runs.map(value));
  const seconds = runs.map((run) => run.seconds);
  return {
    seconds: median(seconds),
    lowest: Math.min(...seconds),
    highest: Math.max(...seconds),
    busySeconds: of(({ engine }) => engine.busySeconds),
    load: of(({ load }) => load),
    requests: of(({ traffic }) => traffic.requests),
    requestsAnImage: of(
      ({ traffic, images }) => (traffic.requests - traffic.baseRequests) / images,
    ),
    megabytesDown: of(({ traffic }) => traffic.bytesDown / 1e6),
    megabytesUp: of(({ traffic }) => traffic.bytesUp / 1e6),
    builds: of(({ engine }) => engine.builds),
    executed: of(({ engine }) => sum(engine.executed)),
    needed: of(({ needed }) => sum(needed)),
    runsWithNeedless: runs.filter((run) => needlessRuns(run) > 0).length,
    runs: runs.length,
  };
}

function sum({ install, compile, tools }: RunCounts): number {
  return install + compile + tools;
}
