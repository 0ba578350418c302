import { formatClosingLine, reportNotRun, summarize, type JestReport } from './summarize';

const clean: JestReport = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [{ assertionResults: [{ status: 'passed', fullName: 'adds' }] }],
};

describe('summarize', () => {
  it('adds runs up', () => {
    const other = { ...clean, numPassedTests: 3, numFailedTests: 1 };
    expect(formatClosingLine(summarize([clean, other]))).toBe('5 passed, 1 failed, 0 skipped');
  });

  it('counts a spec file that could not be loaded as a failure', () => {
    expect(summarize([{ ...clean, numRuntimeErrorTestSuites: 1 }]).failed).toBe(1);
  });

  it('names what was not run', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'adds' },
      { status: 'pending', fullName: 'runs on arm64 (not run: no emulation)' },
      { status: 'todo', fullName: 'subtracts' },
    ];
    const report = {
      ...clean,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [{ assertionResults }],
    };
    const summary = summarize([report]);
    expect(summary.notRun).toEqual(['runs on arm64 (not run: no emulation)', 'subtracts']);
    expect(formatClosingLine(summary)).toBe('2 passed, 0 failed, 2 skipped');
  });

  it('names the specs of a suite that was not run', () => {
    const summary = summarize([clean, reportNotRun(['a.spec.ts', 'b.spec.ts'], 'no engine')]);
    expect(summary.notRun).toEqual([
      'a.spec.ts (not run: no engine)',
      'b.spec.ts (not run: no engine)',
    ]);
    expect(formatClosingLine(summary)).toBe('2 passed, 0 failed, 2 skipped');
  });

  it('says zero where nothing ran', () => {
    expect(formatClosingLine(summarize([]))).toBe('0 passed, 0 failed, 0 skipped');
  });
});
