import { z } from 'zod';
import { byteSize, flag, strictOptions, textList } from './values';

/** Kinds of caches; `auto` lets the kind of runner decide. */
export const CACHE_KINDS = ['auto', 'local', 'registry', 'none'] as const;

const cacheObject = strictOptions({
  kind: z
    .enum(CACHE_KINDS)
    .default('auto')
    .describe(
      "`local` is one OCI layout in a folder, `registry` a repository. `auto`: `local` on a private runner, `registry` on a cloud runner, the builder's own store on a workstation.",
    ),
  location: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Folder (from the workspace root) or repository. Default: `docker-stage-build` in the user's cache folder, or `cache` beside the image's repository. Takes templates.",
    ),
  read: flag.prefault(true).describe('Import caches.'),
  write: flag.prefault(true).describe('Export caches.'),
  mode: z
    .enum(['max', 'min'])
    .default('max')
    .describe('`max` keeps all stages, `min` only the layers of the image.'),
  ignoreError: flag
    .prefault(true)
    .describe('A cache that cannot be written is a warning. `false`: it fails the build.'),
  stages: textList
    .optional()
    .describe(
      'Stages whose caches are kept under names. Default: those with a RUN, COPY or ADD, and the target: others cost less to run than to import.',
    ),
  maxSize: byteSize
    .prefault('10GB')
    .describe('Size that a local cache is kept under: `512MB`, `10GB`, or bytes.'),
});

/** `KIND` or `KIND:LOCATION`. */
export const kindAndLocation = z
  .string()
  .regex(/^(auto|local|registry|none)$|^(local|registry):./, {
    error: `write ${CACHE_KINDS.join(', ')}, local:FOLDER or registry:REPOSITORY`,
  })
  .transform(splitKind)
  .pipe(cacheObject);

/** Nx makes `cache: false` of Docker's `--no-cache`, which means something else. Its schema lets it through, to be told here. */
const noCache = z
  .boolean()
  .meta({ deprecated: true })
  .transform((_, context) => {
    const message =
      'write `--noCache` to take nothing from a cache, `--cache=none` to keep none under names';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** Where the caches of stages are kept: the object, or `KIND` or `KIND:LOCATION` for short. */
export const cacheOptions = z.union([cacheObject, kindAndLocation, noCache]);

function splitKind(text: string): z.input<typeof cacheObject> {
  const colon = text.indexOf(':');
  const kind = (colon < 0 ? text : text.slice(0, colon)) as (typeof CACHE_KINDS)[number];
  return colon < 0 ? { kind } : { kind, location: text.slice(colon + 1) };
}
