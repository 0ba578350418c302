import { z } from 'zod';
import { objectOrFields, strictOptions } from './values';

const secretObject = strictOptions({
  id: z.string().min(1).describe('Name in `RUN --mount=type=secret,id=…`.'),
  env: z.string().min(1).optional().describe('Environment variable that holds it.'),
  src: z.string().min(1).optional().describe('File that holds it, from the workspace root.'),
}).refine(({ env, src }) => env === undefined || src === undefined, {
  error: 'a secret has one source: leave out env or src',
});

const secret = objectOrFields(secretObject);

/** Secrets by where they are read; a value never stands in options. */
export const secretOptions = z.union([z.array(secret), secret.transform((one) => [one])]);
