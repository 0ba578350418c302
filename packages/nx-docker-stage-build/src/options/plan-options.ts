import { z } from 'zod';
import { imageShape } from './image-options';
import { strictOptions, textList } from './values';

/** Every option of the executor `nx-docker-stage-build:plan`: how to answer, and the options of the image. */
export const planShape = {
  format: z
    .enum(['table', 'json', 'mermaid', 'bake'])
    .default('table')
    .describe(
      '`table` for people, `json` for programs, `mermaid` for a drawing, `bake` for `docker buildx bake`.',
    ),
  outputFile: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File to write the plan to, from the workspace root. Takes templates. Default: standard output.',
    ),
  images: textList
    .optional()
    .describe(
      'Projects whose images to plan together: their names, `all`, or `affected` (those with a stage that differs from the base commit, or has an input that is not pinned). Default: the one of this target, and in a run of several those that go into the same `outputFile`.',
    ),
  resolve: z
    .boolean()
    .default(false)
    .describe(
      'Ask registries for the digests of base images and for the caches that exist. Without it a plan needs no network.',
    ),
  ...imageShape,
} as const;

export const planOptions = strictOptions(planShape);
