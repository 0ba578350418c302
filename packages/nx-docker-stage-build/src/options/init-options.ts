import { z } from 'zod';
import { SYSTEMS } from './ci-options';
import { strictOptions } from './values';

/** Every option of the generator `init`. */
export const initShape = {
  registry: z
    .string()
    .optional()
    .describe(
      'Where images go: `registry.example.com/shop`. Without it, images are named for their projects and stay on the machine.',
    ),
  ci: z
    .enum(['none', ...SYSTEMS])
    .optional()
    .describe('CI system to write a pipeline for. `none`, the default: no pipeline.'),
  ecr: z
    .boolean()
    .optional()
    .describe(
      'For a registry that is Amazon ECR, which its name tells: whether runs may make repositories that are missing. `false`, or `--no-ecr`: they are left to others. Default: they may.',
    ),
  migrate: z
    .boolean()
    .default(false)
    .describe(
      'Turn targets of `@nx-tools/nx-container` and `@nx/docker` into targets of this plugin.',
    ),
} as const;

export const initOptions = strictOptions(initShape);

export type InitOptions = Readonly<z.output<typeof initOptions>>;
