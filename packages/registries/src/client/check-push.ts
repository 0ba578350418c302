import type { ImageRef } from '@docker-stage-build/core';
import type { CallOptions } from '../call-options';
import type { Endpoint } from './endpoint';
import type { Requester } from './requester';

/**
 * Finds out whether a push would be let in, by opening an upload and giving it up again, as no other request asks for that
 * right (Distribution specification, "Pushing a blob in chunks").
 * @throws StageBuildError REGISTRY_…
 */
export async function checkPush(
  requester: Requester,
  { repository }: ImageRef,
  { endpoint, signal }: CallOptions & { readonly endpoint: Endpoint },
): Promise<void> {
  const common = { endpoint, repository, headers: {}, signal };
  const opened = await requester.request(
    { ...common, method: 'POST', path: 'blobs/uploads/' },
    [202],
  );
  const path = uploadPath(opened.headers.get('location'), { endpoint, repository });
  if (path === null) return;
  // An upload that stays open is the registry's to expire.
  await requester.request({ ...common, method: 'DELETE', path }, [204]).catch(() => undefined);
}

/** The upload's path below its repository; `null` where the registry keeps it elsewhere, where we send nothing. */
function uploadPath(
  location: string | null,
  { endpoint, repository }: { readonly endpoint: Endpoint; readonly repository: string },
): string | null {
  const home = `${endpoint.url}/v2/${repository}/`;
  if (location === null || !URL.canParse(location, home)) return null;
  const { href } = new URL(location, home);
  return href.startsWith(`${home}blobs/uploads/`) ? href.slice(home.length) : null;
}
