import { z } from 'zod';
import { strictOptions } from './values';

/** CI systems that a file can be made for. */
export const SYSTEMS = [
  'github',
  'gitlab',
  'azure',
  'circleci',
  'buildkite',
  'jenkins',
  'bitbucket',
  'codebuild',
  'cloudbuild',
  'alibaba',
  'argo',
  'kubernetes',
] as const;

export const RUNNER_CHOICES = ['cloud', 'private'] as const;

/** Every option of the generator `ci`. */
export const ciShape = {
  system: z.enum(SYSTEMS).describe('CI system to make a pipeline for.'),
  registry: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Where images go: `registry.example.com/shop`. Default: the registry of the option `image` in nx.json.',
    ),
  runner: z
    .enum(RUNNER_CHOICES)
    .default('cloud')
    .describe(
      'Machines that jobs run on: `cloud` start empty and keep caches in the registry, `private` keep their disk and caches on it.',
    ),
  branch: z
    .string()
    .min(1)
    .optional()
    .describe('Branch that others are compared with. Default: `defaultBase` of nx.json.'),
  awsRole: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
      'write an ARN: arn:aws:iam::123456789012:role/ci',
    )
    .optional()
    .describe(
      "Role of AWS that jobs take by the system's own token, for ECR. Without it the machine's own role counts.",
    ),
  awsRegion: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'write a region: eu-central-1')
    .optional()
    .describe('Region of AWS. Default: the one in the address of the registry.'),
  pin: z
    .enum(['major', 'sha'])
    .default('major')
    .describe('How actions of GitHub are named: `major` takes their updates, `sha` is one commit.'),
  force: z.boolean().default(false).describe('Write over a file that is there.'),
} as const;

export const ciOptions = strictOptions(ciShape);

export type CiOptions = Readonly<z.output<typeof ciOptions>>;
