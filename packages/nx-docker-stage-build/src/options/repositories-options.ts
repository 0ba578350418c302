import { z } from 'zod';
import { imageShape } from './image-options';
import { strictOptions, textList } from './values';

/** Every option of the executor `nx-docker-stage-build:ensure-repositories`: how to go about it, and the options of the image. */
export const repositoriesShape = {
  images: textList
    .optional()
    .describe(
      'Projects whose images to make repositories for: their names, `all`, or `affected` (those with a stage that differs from the base commit, or has an input that is not pinned). Default: the one of this target.',
    ),
  failOnDrift: z
    .boolean()
    .default(false)
    .describe('Fail where a repository differs from what is asked for, and is not changed.'),
  ...imageShape,
} as const;

export const repositoriesOptions = strictOptions(repositoriesShape);
