import { StageBuildError } from '../errors';
import type { Runner, RunnerKind } from '../plan/plan';
import { SIGNALS, type Signal } from './signals';

/** Environment variables as data; nothing here reads the process's own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variable that says what kind of runner a machine is, whatever the table of signals finds. */
export const RUNNER_VARIABLE = 'DOCKER_STAGE_BUILD_RUNNER';

export const RUNNER_KINDS = ['workstation', 'private', 'cloud'] as const satisfies RunnerKind[];

export interface RunnerOptions {
  /** The option `runnerKind`. It yields to the variable, which knows the machine. */
  readonly override?: string;
}

/**
 * Tells what kind of runner this is (DESIGN D6), and by which signal.
 * @throws StageBuildError OPTION_INVALID when the variable or the option names no kind
 */
export function detectRunner(env: Environment, { override }: RunnerOptions = {}): Runner {
  const { provider, ...found } = matchSignals(env);
  const fromVariable = env[RUNNER_VARIABLE];
  if (fromVariable) {
    const kind = toKind(fromVariable, RUNNER_VARIABLE);
    return { kind, provider, why: `${RUNNER_VARIABLE}=${kind}` };
  }
  if (override !== undefined) {
    return { kind: toKind(override, 'runnerKind'), provider, why: `option runnerKind=${override}` };
  }
  return { provider, ...found };
}

function matchSignals(env: Environment): Runner {
  const signal = SIGNALS.find((row) => matches(row, env));
  if (signal) return { kind: signal.kind, provider: signal.provider, why: explain(signal) };
  if (isSet(env['CI'])) return { kind: 'cloud', provider: 'unknown', why: `CI=${env['CI']}` };
  return { kind: 'workstation', provider: null, why: 'CI is not set' };
}

function matches({ env: wanted }: Signal, env: Environment): boolean {
  return Object.entries(wanted).every(([name, value]) =>
    value === '*' ? Boolean(env[name]) : env[name]?.toLowerCase() === value,
  );
}

/** Values that differ from run to run are left out: the same machine gives the same plan. */
function explain({ env, note }: Signal): string {
  const variables = Object.entries(env).map(([name, value]) =>
    value === '*' ? `${name} is set` : `${name}=${value}`,
  );
  return [variables.join(', '), ...(note ? [note] : [])].join(' ');
}

function isSet(value: string | undefined): boolean {
  return Boolean(value) && value !== 'false' && value !== '0';
}

function toKind(value: string, source: string): RunnerKind {
  const kind = RUNNER_KINDS.find((known) => known === value);
  if (kind) return kind;
  throw new StageBuildError('OPTION_INVALID', `${source}: "${value}" is no kind of runner`, {
    hint: `Write one of ${RUNNER_KINDS.join(', ')}, or leave it out.`,
  });
}
