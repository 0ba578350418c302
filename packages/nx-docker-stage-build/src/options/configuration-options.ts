import { z } from 'zod';
import { platform, strictOptions, textList } from './values';

/** Configurations that the generator knows. */
export const CONFIGURATION_NAMES = ['ci', 'release', 'local'] as const;

/** Every option of the generator `configuration`. */
export const configurationShape = {
  project: z
    .string()
    .min(1)
    .describe('Project whose image it is. Also without its name: `configuration api`.'),
  configurations: textList
    .pipe(z.array(z.enum(CONFIGURATION_NAMES)).min(1))
    .prefault([...CONFIGURATION_NAMES])
    .describe('Configurations to write: `ci`, `release`, `local`.'),
  targetName: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the target. Default: that of the plugin in nx.json, `image`.'),
  stage: z
    .string()
    .min(1)
    .optional()
    .describe('Stage of the Dockerfile that the image is made from. Default: the last one.'),
  platforms: z
    .union([
      z.array(platform),
      z
        .string()
        .transform((text) => text.split(','))
        .pipe(z.array(platform)),
    ])
    .prefault([])
    .describe('Platforms of what is pushed, such as `linux/amd64,linux/arm64`.'),
  default: z
    .enum(CONFIGURATION_NAMES)
    .optional()
    .describe('Configuration that a run takes which names none.'),
  force: z
    .boolean()
    .default(false)
    .describe('Write over configurations of these names that are there.'),
} as const;

export const configurationOptions = strictOptions(configurationShape);

export type ConfigurationOptions = Readonly<z.output<typeof configurationOptions>>;
