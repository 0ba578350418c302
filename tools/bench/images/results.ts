import type { Measured } from './measure-run';
import type { EngineKind, ScenarioId } from './scenarios';
import type { ToolName } from './tools';
import type { Form, RunCounts } from './workload';

/** A measured run, and what it was a run of. */
export interface Run extends Measured {
  readonly workload: string;
  readonly engineKind: EngineKind;
  readonly scenario: ScenarioId;
  readonly tool: ToolName;
  readonly form: Form;
  /** Counts from 1. */
  readonly repeat: number;
  /** Images that were asked for. */
  readonly images: number;
  readonly neededImages: number;
  readonly needed: RunCounts;
}

/** A run that failed: it has no figures. */
export interface Failure extends Pick<
  Run,
  'workload' | 'engineKind' | 'scenario' | 'tool' | 'form'
> {
  readonly message: string;
}

/** What Nx takes to run as many tasks that do nothing: in all figures, and nothing a plugin could avoid. */
export interface Floor {
  readonly workload: string;
  readonly tool: ToolName;
  readonly seconds: readonly number[];
}

/** The content of the JSON file. */
export interface Results {
  readonly date: string;
  readonly machine: {
    readonly processors: number;
    readonly memoryGiB: number;
    readonly kernel: string;
  };
  readonly versions: Readonly<Record<string, string>>;
  /** Apps in each workload, with as many libs. */
  readonly apps: number;
  readonly repeats: number;
  readonly floors: readonly Floor[];
  readonly runs: readonly Run[];
  readonly failures: readonly Failure[];
}
