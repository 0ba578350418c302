import type { Tree } from '@nx/devkit';
import { StageBuildError } from '@docker-stage-build/core';
import { ciOptions, parseGeneratorOptions, type InitOptions } from '../../options';
import { formatError } from '../../report/format-error';
import { logger } from '../../report/logger';
import { writePipeline } from '../ci/generator';

/**
 * Writes the pipeline that `init` was asked for. One that cannot be written is no reason to set nothing up: it is told, and the generator `ci`
 * makes up for it.
 * @returns the path of what was written; `null` where nothing was
 */
export async function addPipeline(
  tree: Tree,
  system: NonNullable<InitOptions['ci']>,
): Promise<string | null> {
  if (system === 'none') return null;
  try {
    return await writePipeline(
      tree,
      parseGeneratorOptions(ciOptions, { system }, { generator: 'ci' }),
    );
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
    logger.warn(
      `There is no pipeline yet. ${formatError(error)}\nThen: nx g nx-docker-stage-build:ci ${system}`,
    );
    return null;
  }
}
