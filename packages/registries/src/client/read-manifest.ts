import { formatImageRef, type ImageRef } from '@docker-stage-build/core';
import { digestLike } from './digest-like';
import type { Endpoint } from './endpoint';
import { unexpected } from './errors';
import type { HttpAnswer } from './exchange';
import { MANIFEST_TYPES, OCI_MANIFEST } from './media-types';
import type { Manifest } from './model';
import type { Requester } from './requester';

export interface ReadOptions {
  readonly endpoint: Endpoint;
  readonly retries?: number;
  readonly signal?: AbortSignal;
}

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** A manifest's digest, by HEAD where the registry says it there; `null` where there is no manifest. */
export async function readDigest(
  requester: Requester,
  ref: ImageRef,
  options: ReadOptions,
): Promise<string | null> {
  const answer = await ask(requester, 'HEAD', { ref, ...options });
  if (answer.status === 404) return null;
  const digest = digestOf(answer);
  return digest ?? (await readManifest(requester, ref, options))?.digest ?? null;
}

/** A manifest's own bytes, checked against the digest that was asked for or told; `null` where there is none. */
export async function readManifest(
  requester: Requester,
  ref: ImageRef,
  options: ReadOptions,
): Promise<Manifest | null> {
  const answer = await ask(requester, 'GET', { ref, ...options });
  if (answer.status === 404) return null;
  const { body: bytes, headers } = answer;
  const told = ref.digest ?? digestOf(answer);
  const digest = digestLike(bytes, told);
  if (told !== null && told !== digest) {
    const asked = { endpoint: options.endpoint, what: `GET ${ref.repository}@${told}` };
    throw unexpected(asked, `a manifest whose digest is ${digest}`, answer.status);
  }
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim() ?? OCI_MANIFEST;
  // The page of a portal or a proxy would pass for a manifest that nobody knows the digest of.
  if (!MANIFEST_TYPES.includes(mediaType)) {
    const asked = { endpoint: options.endpoint, what: `GET ${formatImageRef(ref)}` };
    throw unexpected(asked, `${mediaType} instead of a manifest`, answer.status);
  }
  return { digest, mediaType, bytes };
}

/** The part of a manifest's path below its repository. */
export function manifestPath({ tag, digest }: ImageRef): string {
  return `manifests/${digest ?? tag ?? 'latest'}`;
}

function ask(
  requester: Requester,
  method: 'GET' | 'HEAD',
  { ref, ...options }: ReadOptions & { readonly ref: ImageRef },
): Promise<HttpAnswer> {
  const headers = { accept: MANIFEST_TYPES.join(', ') };
  const target = { repository: ref.repository, path: manifestPath(ref) };
  return requester.request({ method, ...target, headers, ...options }, [200, 404]);
}

function digestOf({ headers }: HttpAnswer): string | null {
  const digest = headers.get('docker-content-digest') ?? '';
  return DIGEST.test(digest) ? digest : null;
}
