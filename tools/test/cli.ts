import { join } from 'node:path';
import { parseOptions, type TestOptions } from './options';
import { runE2e } from './run-e2e';
import { runJest } from './run-jest';
import { formatClosingLine, summarize, type JestReport } from './summarize';

const USAGE = `Usage: npm test -- [--unit] [--e2e] [PATTERN…]

  --unit     only specs that need no engine
  --e2e      only whole journeys; brings up an engine, a registry and base images
  PATTERN    only spec files whose path matches

DOCKER_STAGE_BUILD_REQUIRE=engine,registry,…   fail when one of these cannot be had here`;

const root = join(__dirname, '../..');

function runUnit({ patterns }: TestOptions): JestReport {
  return runJest({ cwd: root, config: 'jest.config.ts', patterns });
}

async function runSuites(
  options: TestOptions,
): Promise<{ reports: JestReport[]; errors: string[] }> {
  const reports: JestReport[] = [];
  const errors: string[] = [];
  for (const suite of options.suites) {
    try {
      reports.push(suite === 'unit' ? runUnit(options) : await runE2e({ cwd: root, ...options }));
    } catch (error) {
      errors.push(`${suite}: ${(error as Error).message}`);
    }
  }
  return { reports, errors };
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options.help) return console.log(USAGE);
  const { reports, errors } = await runSuites(options);
  const summary = summarize(reports);
  if (summary.passed + summary.failed === 0) errors.push('No test ran.');
  const failed = summary.failed + errors.length;
  for (const name of summary.notRun) console.log(`not run: ${name}`);
  for (const error of errors) console.log(error);
  console.log(formatClosingLine({ ...summary, failed }));
  if (failed > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
