import type { Part } from '../engine';
import { bringUpParts, MISSING_PARTS, type MissingParts } from './bring-up-parts';
import { listSpecs, runJest } from './run-jest';
import { reportNotRun, type JestReport } from './summarize';

export interface E2eOptions {
  /** The repository's root. */
  readonly cwd: string;
  readonly patterns: readonly string[];
  /** Parts without which the run fails. */
  readonly required: readonly Part[];
}

/** Without one of these there is no journey. */
const NEEDED: readonly Part[] = ['engine', 'registry', 'base'];

/**
 * Brings up what this machine can have and runs the journeys; where there is no engine, says of each that it
 * was not run.
 *
 * @throws Error when a required part cannot be had
 */
export async function runE2e({ cwd, patterns, required }: E2eOptions): Promise<JestReport> {
  const missing = await bringUpParts(required);
  const lacking = explain(missing, required);
  if (lacking.length > 0) throw new Error(`required, but ${lacking.join('\n')}`);
  const options = { cwd, config: 'e2e/jest.config.ts', patterns };
  const [obstacle] = explain(missing, NEEDED);
  if (obstacle) return reportNotRun(listSpecs(options), obstacle);
  return runJest({
    ...options,
    env: { [MISSING_PARTS]: JSON.stringify(missing) },
    // Each journey has an engine at work beside it.
    maxWorkers: 2,
  });
}

function explain(missing: MissingParts, parts: readonly Part[]): string[] {
  return parts.flatMap((part) =>
    missing[part] === undefined ? [] : [`${part} cannot be had here: ${missing[part]}`],
  );
}
