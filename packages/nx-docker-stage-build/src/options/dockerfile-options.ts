import { z } from 'zod';
import { keyValues, strictOptions } from './values';

/** Every option of the generator `nx-docker-stage-build:dockerfile`. Order is the order of the reference. */
export const dockerfileShape = {
  project: z
    .string()
    .min(1)
    .describe('Project to write a Dockerfile for. Also without its name: `dockerfile api`.'),
  preset: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Kind of app; see the guide for their names. Also the name of a file in `presetFolder`. Default: told by the files of the project.',
    ),
  dependencies: z
    .enum(['project', 'workspace'])
    .default('project')
    .describe(
      "How npm packages are installed. `project`: only the project's own, so that a dependency of another one changes nothing. `workspace`: those of all, in one stage that all apps share.",
    ),
  port: z
    .union([
      z.int().min(1).max(65535),
      z
        .string()
        .regex(/^\d{1,5}$/, 'write the number of a port')
        .transform(Number),
    ])
    .optional()
    .describe(
      'Port that the app listens on. Default: that of the preset, where the app seems to listen.',
    ),
  command: z
    .union([z.array(z.string().min(1)).min(1), z.string().min(1).transform(splitWords)])
    .optional()
    .describe(
      'Program and arguments that start the app: a list, or text that is split at spaces. Default: what the project says.',
    ),
  healthPath: z
    .string()
    .regex(/^(none|\/[^\s'"\\]*)$/, 'write a path such as /health, or none')
    .default('/')
    .describe('Path that the health check asks for; `none` for no health check.'),
  baseImages: keyValues
    .prefault({})
    .describe(
      'Base images in the place of those of the preset: `node=registry.example.com/node:22-slim`. The names are those that the preset has.',
    ),
  pinDigests: z
    .boolean()
    .default(false)
    .describe(
      'Write base images with the digests that their tags have today. Asks the registries.',
    ),
  presetFolder: z
    .string()
    .min(1)
    .default('tools/docker-presets')
    .describe('Folder, from the workspace root, whose files go before the presets of the plugin.'),
  name: z
    .string()
    .regex(
      /^(?!\.{1,2}(\/|$))[^\s\\]*(Dockerfile|dockerfile|Containerfile)[^/\s\\]*$/,
      'write a name with Dockerfile or Containerfile in it',
    )
    .default('Dockerfile')
    .describe('Name of the file, from the root of the project.'),
  force: z.boolean().default(false).describe('Write over a Dockerfile that is there.'),
  check: z
    .boolean()
    .default(false)
    .describe(
      'Write nothing; fail where the generated parts of the Dockerfile are not up to date.',
    ),
} as const;

export const dockerfileOptions = strictOptions(dockerfileShape);

function splitWords(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
