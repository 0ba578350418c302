import type { ImageRef } from '@docker-stage-build/core';
import type { CallOptions } from '../call-options';
import type { Endpoint } from './endpoint';
import type { Requester } from './requester';

/** Someone waits for the answer before a build may start. */
const RETRIES = 1;

/**
 * Finds out whether a push would be let in, by opening an upload and giving it up again, as no other request asks for that
 * right (Distribution specification, "Pushing a blob in chunks").
 * @throws StageBuildError REGISTRY_UNREACHABLE, REGISTRY_DENIED or REGISTRY_ERROR
 */
export async function checkPush(
  requester: Requester,
  { repository }: ImageRef,
  { endpoint, signal }: CallOptions & { readonly endpoint: Endpoint },
): Promise<void> {
  const common = { endpoint, repository, headers: {}, retries: RETRIES, signal };
  const opened = await requester.request(
    { ...common, method: 'POST', path: 'blobs/uploads/' },
    [202],
  );
  const location = opened.headers.get('location') ?? '';
  const path = location.split(`/v2/${repository}/`)[1];
  if (path === undefined) return;
  // An upload that stays open is the registry's to expire.
  await requester.request({ ...common, method: 'DELETE', path }, [204]).catch(() => undefined);
}
