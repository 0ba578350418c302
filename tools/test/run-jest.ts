import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JestReport } from './summarize';

export interface JestOptions {
  /** The repository's root. */
  readonly cwd: string;
  readonly config: string;
  /** Regular expressions for paths of spec files; none: all of them. */
  readonly patterns: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly maxWorkers?: number;
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
    join(cwd, 'node_modules/jest/bin/jest.js'),
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
