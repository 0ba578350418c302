import { z } from 'zod';
import { objectOrFields, strictOptions } from './values';

const dest = z.string().min(1).describe('File or folder, from the workspace root.');

const outputObject = z.discriminatedUnion(
  'type',
  [
    strictOptions({
      type: z.literal('oci'),
      dest,
      tar: z
        .boolean()
        .optional()
        .describe('One archive instead of a folder. Default: whether `dest` ends in `.tar`.'),
    }).describe('An OCI layout.'),
    strictOptions({ type: z.literal('docker'), dest }).describe('An archive for `docker load`.'),
    strictOptions({ type: z.literal('tar'), dest }).describe("The image's files as an archive."),
    strictOptions({ type: z.literal('local'), dest }).describe("The image's files in a folder."),
    strictOptions({ type: z.literal('cacheonly') }).describe('Nothing but caches.'),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union'
        ? 'the types of an output are oci, docker, tar, local and cacheonly; to push or load use the options of that name'
        : undefined,
  },
);

const output = objectOrFields(outputObject);

/** What a build leaves besides what it pushes and loads. */
export const outputOptions = z
  .union([z.array(output), output.transform((one) => [one])])
  .transform((outputs) => outputs.map(setTar));

function setTar(one: z.output<typeof outputObject>) {
  return one.type === 'oci' ? { ...one, tar: one.tar ?? one.dest.endsWith('.tar') } : one;
}
