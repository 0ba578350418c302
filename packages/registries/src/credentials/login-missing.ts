import { StageBuildError } from '@docker-stage-build/core';

/** A login that was asked for cannot be had. Neither text may hold a secret. */
export function loginMissing(registry: string, problem: string, hint: string): StageBuildError {
  return new StageBuildError('LOGIN_MISSING', `There is no login for ${registry}: ${problem}.`, {
    hint,
  });
}
