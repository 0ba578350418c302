import { createHash } from 'node:crypto';

/** Hashes bytes as git names a blob (`blob <size>\0<content>`), so that a file can be compared with a commit's. */
export function hashBlob(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
