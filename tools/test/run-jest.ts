import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { JestReport } from './summarize';

export interface SpecOptions {
  /** The repository's root. */
  readonly cwd: string;
  readonly config: string;
  /** Regular expressions for paths of spec files; none: all of them. */
  readonly patterns: readonly string[];
}

export interface JestOptions extends SpecOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly maxWorkers?: number;
}

/** Paths, from the repository's root, of the spec files that Jest would run. */
export function listSpecs({ cwd, config, patterns }: SpecOptions): string[] {
  const args = [jestIn(cwd), `--config=${config}`, '--listTests', '--json', ...patterns];
  const files = JSON.parse(
    execFileSync(process.execPath, args, { cwd, encoding: 'utf8' }),
  ) as string[];
  return files.map((file) => relative(cwd, file)).sort();
}

/**
 * Runs Jest, with its own output on standard error, and reads its report.
 *
 * @throws Error when Jest ended without a report
 */
export function runJest({ cwd, config, patterns, env, maxWorkers }: JestOptions): JestReport {
  const folder = mkdtempSync(join(tmpdir(), 'jest-'));
  const outputFile = join(folder, 'report.json');
  const args = [
    // Lets code under test load ES modules with `import()`.
    '--experimental-vm-modules',
    jestIn(cwd),
    `--config=${config}`,
    '--json',
    `--outputFile=${outputFile}`,
    ...(maxWorkers ? [`--maxWorkers=${maxWorkers}`] : []),
    ...(patterns.length > 0 ? ['--passWithNoTests', ...patterns] : []),
  ];
  try {
    const { status, signal } = spawnSync(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      // With --json Jest writes the report to standard output as well.
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (!existsSync(outputFile)) {
      throw new Error(`Jest ended without a report (${signal ?? `exit code ${status}`})`);
    }
    return JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function jestIn(cwd: string): string {
  return join(cwd, 'node_modules/jest/bin/jest.js');
}
