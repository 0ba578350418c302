import type { Form, RunCounts, Workload } from './workload';

export type ScenarioId = 'S0' | 'S1' | 'S2' | 'S3' | 'S4';
export type EngineKind = 'docker' | 'buildkit';

/** What happens in a repository between two runs of CI, and what CI then asks for. */
export interface Scenario {
  readonly id: ScenarioId;
  readonly title: string;
  /** What changed since the registry's images and caches were made; `null` where it is empty. */
  readonly change: 'nothing' | 'lib' | 'dependency' | null;
  readonly asks: 'all' | 'affected';
  /** The forms of Dockerfiles that our figure is taken with; the peer's is always `same`. */
  readonly forms: readonly Form[];
}

export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'S0',
    title: 'everything, nothing cached',
    change: null,
    asks: 'all',
    forms: ['same', 'workspace'],
  },
  {
    id: 'S1',
    title: 'nothing changed, all asked for',
    change: 'nothing',
    asks: 'all',
    forms: ['same'],
  },
  {
    id: 'S2',
    title: 'one lib changed, affected',
    change: 'lib',
    asks: 'affected',
    forms: ['same', 'project'],
  },
  {
    id: 'S3',
    title: 'one lib changed, all asked for',
    change: 'lib',
    asks: 'all',
    forms: ['same'],
  },
  {
    id: 'S4',
    title: 'a dependency added to one app, affected',
    change: 'dependency',
    asks: 'affected',
    forms: ['project'],
  },
];

const NOTHING: RunCounts = { install: 0, compile: 0, tools: 0 };

/** RUN steps that cannot be avoided: their inputs changed, or there is no earlier result. */
export function neededRuns(
  { change }: Scenario,
  { workload, form }: { readonly workload: Workload; readonly form: Form },
): RunCounts {
  switch (change) {
    case null:
      return workload.fromNothing(form);
    case 'nothing':
      return NOTHING;
    case 'lib':
      return { ...NOTHING, compile: workload.libChange.affected.length };
    case 'dependency': {
      const { length } = workload.dependencyChange.affected;
      return { ...NOTHING, install: length, compile: length };
    }
  }
}

/** Images that Nx builds if everything it selects is built. */
export function askedImages({ asks, change }: Scenario, workload: Workload): number {
  const { apps, libChange, dependencyChange } = workload;
  if (asks === 'all') return apps.length;
  if (change === 'lib') return libChange.affected.length;
  return dependencyChange.touchesLockfile ? apps.length : dependencyChange.affected.length;
}

/** Images that cannot be had without building. */
export function neededImages({ change }: Scenario, workload: Workload): number {
  switch (change) {
    case null:
      return workload.apps.length;
    case 'nothing':
      return 0;
    case 'lib':
      return workload.libChange.affected.length;
    case 'dependency':
      return workload.dependencyChange.affected.length;
  }
}
