import { parseArgs } from 'node:util';
import { parseParts, type Part } from '../engine/parts';

/** Unit specs need no engine, e2e specs do. */
export type Suite = 'unit' | 'e2e';

/** What to run. */
export interface TestOptions {
  readonly suites: readonly Suite[];
  /** Regular expressions for paths of spec files; none: all of them. */
  readonly patterns: readonly string[];
  /** Parts without which the run fails, instead of leaving out the specs that need them. */
  readonly required: readonly Part[];
  readonly help: boolean;
}

/**
 * Reads the command line and `DOCKER_STAGE_BUILD_REQUIRE`, a list of parts separated by commas.
 *
 * @throws Error on an unknown flag or part
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): TestOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      unit: { type: 'boolean', default: false },
      e2e: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const asked = (['unit', 'e2e'] as const).filter((suite) => values[suite]);
  const names = (env['DOCKER_STAGE_BUILD_REQUIRE'] ?? '').split(',').map((name) => name.trim());
  return {
    suites: asked.length > 0 ? asked : ['unit', 'e2e'],
    patterns: positionals,
    required: parseParts(names.filter((name) => name !== '')),
    help: values.help,
  };
}
