/** The part of the report that `jest --json` writes which is read here: https://jestjs.io/docs/cli#--json */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Spec files that could not be loaded. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** How a test run went. */
export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Full names of the tests that were skipped; they end with the reason, where there is one. */
  readonly notRun: readonly string[];
}

const NOT_RUN = new Set(['pending', 'skipped', 'todo', 'disabled']);

/** Adds Jest runs up. A spec file that could not be loaded counts as one failure. */
export function summarize(reports: readonly JestReport[]): Summary {
  const sum = (count: (report: JestReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  const tests = reports.flatMap(({ testResults }) =>
    testResults.flatMap(({ assertionResults }) => assertionResults),
  );
  return {
    passed: sum((report) => report.numPassedTests),
    failed: sum((report) => report.numFailedTests + report.numRuntimeErrorTestSuites),
    skipped: sum((report) => report.numPendingTests + report.numTodoTests),
    notRun: tests.filter(({ status }) => NOT_RUN.has(status)).map(({ fullName }) => fullName),
  };
}

/** The report of specs that were not run, all for one reason. */
export function reportNotRun(specs: readonly string[], reason: string): JestReport {
  return {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: specs.length,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [
      {
        assertionResults: specs.map((spec) => ({
          status: 'skipped',
          fullName: `${spec} (not run: ${reason})`,
        })),
      },
    ],
  };
}

/** The line that ends a test run. */
export function formatClosingLine({ passed, failed, skipped }: Summary): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
