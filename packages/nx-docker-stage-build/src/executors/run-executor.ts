import { StageBuildError } from '@docker-stage-build/core';
import { formatError } from '../report/format-error';
import { logger } from '../report/logger';
import { withoutSecrets } from '../secrets/without-secrets';
import { cancelOnSignal } from '../run/build/cancel-on-signal';

/** What every executor shares: an interrupt cancels it, an error that users can make is told without a stack. */
export async function runExecutor(
  work: (signal: AbortSignal) => Promise<void>,
): Promise<{ success: boolean }> {
  try {
    await cancelOnSignal(work);
    return { success: true };
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw withoutSecrets(error);
    logger.error(formatError(error));
    return { success: false };
  }
}
