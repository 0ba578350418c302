import { z } from 'zod';
import { imageOptions } from './image-options';
import { strictOptions } from './values';

/** Every option of the plugin in `nx.json`. */
export const pluginShape = {
  targetName: z.string().min(1).default('image').describe('Name of the target that builds.'),
  planTargetName: z
    .string()
    .min(1)
    .default('image-plan')
    .describe('Name of the target that prints the plan.'),
  repositoriesTargetName: z
    .string()
    .min(1)
    .optional()
    .describe('Name of a target that makes repositories in Amazon ECR. Default: there is none.'),
  dockerfile: z
    .string()
    .regex(
      /^(?!\/)(?!.*(^|\/)\.\.?(\/|$)).*(Dockerfile|dockerfile|Containerfile)[^/]*$/,
      'write a path below the project whose file has Dockerfile or Containerfile in its name',
    )
    .default('Dockerfile')
    .describe(
      'Dockerfile that makes a project an image, from the root of the project: `docker/Dockerfile`, `Containerfile`.',
    ),
  dependsOn: z
    .array(z.union([z.string().min(1), z.looseObject({ target: z.string() })]))
    .optional()
    .describe(
      "Tasks that run before. Default: `build` where the Dockerfile copies an output of the project's `build`, else none.",
    ),
  defaults: imageOptions
    .partial()
    .default({})
    .describe('Options for all images. Those of a target or a project win.'),
} as const;

export const pluginOptions = strictOptions(pluginShape);
