import { posix } from 'node:path';
import type { ImageRequest } from './image-request';

/** Where BuildKit looks for an image's ignore file: the first of these that is there counts. */
export function ignoreFilesOf({
  dockerfile,
  context,
}: Pick<ImageRequest, 'dockerfile' | 'context'>): [string, string] {
  const shared = context === '' ? '.dockerignore' : posix.join(context, '.dockerignore');
  return [`${dockerfile}.dockerignore`, shared];
}
