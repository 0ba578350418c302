import { z } from 'zod';
import { flag, keyValues, strictOptions, textList } from './values';

const document = z.union([z.looseObject({}), z.string().min(1)]);

const catalogObject = strictOptions({
  description: z.string().optional().describe('Short description, at most 1024 characters.'),
  aboutText: z.string().optional().describe('What it is, as Markdown.'),
  usageText: z.string().optional().describe('How to use it, as Markdown.'),
  architectures: textList
    .optional()
    .describe('`x86-64`, `ARM 64`, `x86` and `ARM` are shown as badges.'),
  operatingSystems: textList.optional().describe('`Linux` and `Windows` are shown as badges.'),
});

/** Repositories in Amazon ECR: whether they are made, and how. What is not said is not compared with what is there. */
export const ecrOptions = strictOptions({
  create: flag
    .optional()
    .describe(
      'Make repositories that are missing, before the build. `false`: a missing one is an error. Default: make them, and leave it to the push where AWS does not say what is there.',
    ),
  update: flag
    .prefault(false)
    .describe(
      'Change repositories that exist to what is asked for here. Else differences are told.',
    ),
  mutability: z
    .enum(['MUTABLE', 'IMMUTABLE'])
    .optional()
    .describe(
      'Whether tags of images may move. `IMMUTABLE` excludes `image-*`, and `cache-*` where caches are in the same repository. New ones: `MUTABLE`.',
    ),
  mutabilityExclusions: textList
    .optional()
    .describe('Tags for which the opposite of `mutability` holds, such as `latest` or `pr-*`.'),
  scanOnPush: flag
    .optional()
    .describe('Scan images when they are pushed. New repositories: `true`, for caches `false`.'),
  encryption: z
    .enum(['AES256', 'KMS', 'KMS_DSSE'])
    .optional()
    .describe('Encryption at rest. ECR cannot change it later. New ones: `AES256`.'),
  kmsKey: z
    .string()
    .min(1)
    .optional()
    .describe("Alias, id or ARN of a key of the repository's region. Default: AWS's own for ECR."),
  tags: keyValues.optional().describe('Resource tags. Those of others stay.'),
  lifecycle: document
    .optional()
    .describe(
      'Lifecycle policy of the repository of images: its document, a JSON file, or `none`. New ones: what no tag leads to goes after 30 days.',
    ),
  cacheLifecycle: document
    .optional()
    .describe(
      'The same for the repository of caches. New ones: caches go 30 days after they were made, what no tag leads to after 7 days.',
    ),
  policy: document
    .optional()
    .describe('Repository policy, of images and caches: its document, or a JSON file.'),
  catalog: catalogObject.optional().describe('What the gallery of ECR Public shows.'),
});
