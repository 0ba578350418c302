import type { EngineKind, ScenarioId } from './scenarios';
import type { Form } from './workload';

/** What a figure was taken of. */
export interface Measurement {
  readonly workload: string;
  readonly apps: number;
  readonly engineKind: EngineKind;
  readonly scenario: ScenarioId;
  readonly form: Form;
}

type Ratios = Readonly<Record<EngineKind, number>>;

/** Our seconds by the peer's, at most; set before anything was built. */
const GOALS: Readonly<Record<ScenarioId, Readonly<Partial<Record<Form, Ratios>>>>> = {
  S0: { same: { docker: 0.85, buildkit: 0.85 }, workspace: { docker: 0.45, buildkit: 0.45 } },
  S1: { same: { docker: 0.2, buildkit: 0.35 } },
  S2: { same: { docker: 0.8, buildkit: 0.75 }, project: { docker: 0.6, buildkit: 0.6 } },
  S3: { same: { docker: 0.45, buildkit: 0.45 } },
  S4: { project: { docker: 0.25, buildkit: 0.25 } },
};

/** The workload that the goals were set for. */
const WORKLOAD = { name: 'npm', apps: 6 };

/** The goal of a measurement; `null` where none was set. */
export function goalOf({ workload, apps, engineKind, scenario, form }: Measurement): number | null {
  if (workload !== WORKLOAD.name || apps !== WORKLOAD.apps) return null;
  return GOALS[scenario][form]?.[engineKind] ?? null;
}
