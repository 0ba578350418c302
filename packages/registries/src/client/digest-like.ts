import { createHash } from 'node:crypto';

/** The digest of bytes, with the algorithm of another one; SHA-256 where there is none. */
export function digestLike(bytes: Uint8Array, like: string | null): string {
  const algorithm = like?.startsWith('sha512:') ? 'sha512' : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}
