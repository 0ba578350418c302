import fc from 'fast-check';
import { StageBuildError } from '../../errors';

/** Milliseconds of processor time that one input may take. */
const LIMIT = 200;

/** Asserts of every input: an answer or a {@link StageBuildError} with a hint, in time, and the same once more. */
export function checkAnyInput<T>(
  act: (input: T) => unknown,
  { inputs, runs }: { readonly inputs: fc.Arbitrary<T>; readonly runs: number },
): void {
  const property = fc.property(inputs, (input) => {
    const before = process.cpuUsage();
    const outcome = outcomeOf(() => act(input));
    const { user } = process.cpuUsage(before);
    // The first calls are compiled while they run, so only an input that stays slow counts.
    if (user > LIMIT * 1000) expect(timeOf(() => act(input))).toBeLessThan(LIMIT);
    expect(outcomeOf(() => act(input))).toBe(outcome);
  });
  fc.assert(property, { numRuns: runs });
}

function timeOf(act: () => unknown): number {
  const before = process.cpuUsage();
  outcomeOf(act);
  return process.cpuUsage(before).user / 1000;
}

function outcomeOf(act: () => unknown): string {
  try {
    return JSON.stringify(act());
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
    expect(error.hint).toMatch(/\S/);
    return `${error.code}: ${error.message}`;
  }
}
