import { z } from 'zod';
import { duration, strictOptions } from './values';

/** When an image that exists is taken instead of being built. */
export const REUSE_WHEN = ['auto', 'never'] as const;

const reuseObject = strictOptions({
  when: z
    .enum(REUSE_WHEN)
    .default('auto')
    .describe(
      '`auto`: an image that was made from the same inputs is tagged, not built. `never`: always build.',
    ),
  maxAge: duration
    .optional()
    .describe(
      'Time after which images and caches are made anew, such as `7d`, for updates that a Dockerfile does not name. Time is cut into periods of this length, and nothing of an earlier period is found.',
    ),
});

/** The object, or for short `auto` or `true`, `never` or `false`. */
export const reuseOptions = z.union([
  reuseObject,
  z
    .enum([...REUSE_WHEN, 'true', 'false'])
    .or(z.boolean())
    .transform((wish): z.input<typeof reuseObject> => ({
      when: wish === 'never' || String(wish) === 'false' ? 'never' : 'auto',
    }))
    .pipe(reuseObject),
]);
