import { StageBuildError } from '@docker-stage-build/core';

/**
 * Loads `@nx/devkit`, which only generators need: a workspace may have Nx alone.
 * @throws StageBuildError DEVKIT_MISSING
 */
export async function loadDevkit(): Promise<typeof import('@nx/devkit')> {
  try {
    return await import('@nx/devkit');
  } catch (cause) {
    throw new StageBuildError('DEVKIT_MISSING', 'Generators need the package @nx/devkit.', {
      hint: 'Add it in the version of your Nx: nx add @nx/devkit, or npm install --save-dev @nx/devkit@VERSION.',
      cause,
    });
  }
}
