import { ProgressReader } from '../progress/progress-reader';
import { createJob } from '../testing/create-job';
import { readProgress } from '../testing/read-fixture';
import { describeFailure } from './describe-failure';

function failureOf(lines: readonly string[], end = { exitCode: 1 }) {
  const progress = new ProgressReader();
  lines.forEach((line) => progress.read(line));
  return describeFailure(createJob({ target: 'Tool' }), progress, end);
}

it('names project, stage and instruction, and quotes the last lines', () => {
  const error = failureOf(readProgress('failed'));
  expect(error).toMatchObject({ code: 'BUILD_FAILED', project: 'shop', stage: 'deps' });
  expect(error.message).toMatch(
    /^The build of shop failed in stage deps at `RUN echo fetching; .*`: .* exit code: 3\n {2}fetching\n {2}npm error code E404$/,
  );
});

it('takes the engine at its word where no step failed', () => {
  const error = failureOf(['#1 …', 'ERROR: failed to build: dial tcp: connection refused', '']);
  expect(error.message).toBe(
    'The build of shop failed: failed to build: dial tcp: connection refused',
  );
  expect(error.hint).toContain('cannot be reached');
  expect(error.stage).toBe(undefined);
});

it('says how the process ended where it said nothing', () => {
  expect(failureOf([]).message).toBe('The build of shop failed: docker exited with 1');
});

it('says which signal ended the process', () => {
  const error = describeFailure(createJob(), new ProgressReader(), { signal: 'SIGKILL' });
  expect(error.message).toBe('The build of shop failed: docker was ended by SIGKILL');
});
