import type { ImageRef } from '@docker-stage-build/core';
import { checkPush } from './check-push';
import { checkMirrors, mirrorsOf, upstreamOf } from './endpoint';
import type { ReadCall, RegistryClient, RegistryClientOptions } from './model';
import { readBlob } from './read-blob';
import { manifestPath, readDigest, readManifest, type ReadOptions } from './read-manifest';
import { Requester } from './requester';

/** A client for any number of registries. It holds tokens: make one for a run, and keep it. */
export function registryClient(options: RegistryClientOptions = {}): RegistryClient {
  checkMirrors(options);
  const requester = new Requester(options);

  /** Asks the mirrors, then the registry itself. A mirror in trouble is passed over at once, as dockerd does. */
  async function read<T>(
    readFrom: (requester: Requester, ref: ImageRef, options: ReadOptions) => Promise<T | null>,
    ref: ImageRef,
    { upstream = false, ...call }: ReadCall = {},
  ): Promise<T | null> {
    for (const endpoint of upstream ? [] : mirrorsOf(ref.registry, options)) {
      const once = { ...call, endpoint, retries: 0 };
      const found = await readFrom(requester, ref, once).catch(() => null);
      if (found !== null) return found;
    }
    return readFrom(requester, ref, { ...call, endpoint: upstreamOf(ref.registry, options) });
  }

  return {
    resolve: (ref, call) => read(readDigest, ref, call),
    exists: async (ref, call) => (await read(readDigest, ref, call)) !== null,
    getManifest: (ref, call) => read(readManifest, ref, call),
    getBlob: (ref, digest, call) =>
      read(
        (_, { repository }, where) => readBlob(requester, { repository, digest }, where),
        ref,
        call,
      ),

    async putManifest(ref, { mediaType, bytes }, { signal } = {}) {
      const target = { repository: ref.repository, path: manifestPath(ref) };
      const content = { headers: { 'content-type': mediaType }, body: bytes };
      const endpoint = upstreamOf(ref.registry, options);
      await requester.request(
        { method: 'PUT', endpoint, ...target, ...content, signal },
        [200, 201],
      );
    },

    async deleteManifest(ref, { signal } = {}) {
      const target = { repository: ref.repository, path: manifestPath(ref) };
      const endpoint = upstreamOf(ref.registry, options);
      const { status } = await requester.request(
        { method: 'DELETE', endpoint, ...target, headers: {}, signal },
        [200, 202, 204, 404],
      );
      return status !== 404;
    },

    checkPush: (ref, call) =>
      checkPush(requester, ref, { ...call, endpoint: upstreamOf(ref.registry, options) }),
  };
}
