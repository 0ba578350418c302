import { digestLike } from './digest-like';
import { unexpected } from './errors';
import type { ReadOptions } from './read-manifest';
import type { Requester } from './requester';

/** A blob of at most 4 MiB, checked against its digest; `null` where there is none. */
export async function readBlob(
  requester: Requester,
  { repository, digest }: { readonly repository: string; readonly digest: string },
  options: ReadOptions,
): Promise<Uint8Array | null> {
  const path = `blobs/${digest}`;
  const request = { method: 'GET' as const, repository, path, headers: {}, ...options };
  const { status, body } = await requester.request(request, [200, 404]);
  if (status === 404) return null;
  const found = digestLike(body, digest);
  if (found === digest) return body;
  const asked = { endpoint: options.endpoint, what: `GET ${repository}@${digest}` };
  throw unexpected(asked, `a blob whose digest is ${found}`, status);
}
