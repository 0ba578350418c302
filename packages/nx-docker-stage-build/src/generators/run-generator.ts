import { StageBuildError } from '@docker-stage-build/core';
import { formatError } from '../report/format-error';

/** What every generator shares: Nx shows an error's message only, so the code and the way out are put into it. */
export async function runGenerator<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
    throw new Error(formatError(error), { cause: error });
  }
}
