import { parseImageRef } from '@docker-stage-build/core';
import { registryClient, registryStore } from '@docker-stage-build/registries';
import {
  bringUp,
  readRegistryLog,
  startRegistry,
  type RunningRegistry,
} from '@docker-stage-build/tools/engine';
import { freePort } from './fixtures/private-registry';
import { pushImage } from './fixtures/push-image';
import { describeWith } from '../harness';

describeWith(['registry', 'base'], 'the registry client', () => {
  const client = registryClient();
  let registry: RunningRegistry;
  beforeAll(async () => (registry = await startRegistry({ name: 'registries-client' })));
  afterAll(() => registry.stop());

  const ref = (name: string) => parseImageRef(`${registry.address}/${name}`);
  const UNKNOWN = `sha256:${'0'.repeat(64)}`;

  it('resolves, reads and writes manifests', async () => {
    const manifest = await pushImage(ref('shop/api:1'), { client, content: 'api' });
    const byDigest = { ...ref('shop/api'), digest: manifest.digest };
    expect(await client.resolve(ref('shop/api:1'))).toBe(manifest.digest);
    expect(await client.resolve(byDigest)).toBe(manifest.digest);
    expect(await client.exists(ref('shop/api:1'))).toBe(true);
    const read = await client.getManifest(byDigest);
    expect(read).toMatchObject({ digest: manifest.digest, mediaType: manifest.mediaType });
    expect(Buffer.from(read?.bytes ?? [])).toEqual(Buffer.from(manifest.bytes));
  });

  it.each([['shop/api:none'], ['shop/none:1'], [`shop/api@${UNKNOWN}`]])(
    'has no %s',
    async (name) => {
      expect(await client.resolve(ref(name))).toBeNull();
      expect(await client.exists(ref(name))).toBe(false);
      expect(await client.getManifest(ref(name))).toBeNull();
    },
  );

  it('takes a name without a tag as latest', async () => {
    const { digest } = await pushImage(ref('shop/latest'), { client, content: 'latest' });
    expect(await client.resolve(ref('shop/latest:latest'))).toBe(digest);
  });

  it('says what a registry did not accept', async () => {
    const bytes = Buffer.from('{"schemaVersion":2}');
    const manifest = { digest: UNKNOWN, mediaType: 'application/json', bytes };
    await expect(client.putManifest(ref('shop/api:bad'), manifest)).rejects.toMatchObject({
      code: 'REGISTRY_ERROR',
      message: expect.stringMatching(/PUT \/v2\/shop\/api\/manifests\/bad.*status 4\d\d, "/),
      retryable: false,
    });
  });

  it('finds out whether a push would be let in, and leaves nothing behind', async () => {
    await client.checkPush(ref('shop/new:1'));
    expect(await client.exists(ref('shop/new:1'))).toBe(false);
    const nobody = parseImageRef(`127.0.0.1:${await freePort()}/shop/api`);
    await expect(client.checkPush(nobody)).rejects.toMatchObject({ code: 'REGISTRY_UNREACHABLE' });
  });

  it('asks the mirrors of Docker Hub first', async () => {
    const { registry: shared } = await bringUp(['registry', 'base']);
    const dead = `http://127.0.0.1:${await freePort()}`;
    const mirrored = registryClient({
      mirrors: { 'docker.io': [dead, `http://${registry.address}`, `http://${shared?.address}/`] },
    });
    const direct = parseImageRef(`${shared?.address}/library/node:20-slim`);
    const digest = await client.resolve(direct);
    expect(digest).toMatch(/^sha256:/);
    expect(await mirrored.resolve(parseImageRef('node:20-slim'))).toBe(digest);
    expect((await mirrored.getManifest(parseImageRef('node:20-slim')))?.digest).toBe(digest);
  });

  it('says which registry is not there', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const started = Date.now();
    const asking = registryClient({ retries: 1 }).resolve(parseImageRef(`${address}/shop/api`));
    await expect(asking).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining(address),
      hint: expect.stringContaining('Nothing listens'),
    });
    expect(Date.now() - started).toBeLessThan(2000);
  });

  describe('a repository as a cache store', () => {
    const names = Array.from({ length: 30 }, (_, number) => `cache-deps-${number}`);

    it('points names at a manifest and finds them, without a needless request', async () => {
      const store = registryStore({ repository: `${registry.address}/shop/cache`, client });
      const first = await pushImage(ref('shop/cache:export'), { client, content: 'first' });
      const second = await pushImage(ref('shop/cache:export'), { client, content: 'second' });
      expect(store).toMatchObject({ kind: 'registry', location: `${registry.address}/shop/cache` });

      expect(await store.point(first.digest, names)).toEqual(names);
      expect([...(await store.find([...names, 'cache-none']))]).toEqual([
        ...names.map((name) => [name, first.digest]),
        ['cache-none', null],
      ]);

      const before = await readRegistryLog(registry);
      expect(await store.point(first.digest, names)).toEqual([]);
      const unchanged = await readRegistryLog(registry, before.position);
      expect(unchanged.requests).toHaveLength(names.length);

      expect(await store.point(second.digest, names.slice(0, 2))).toEqual(names.slice(0, 2));
      const moved = await readRegistryLog(registry, unchanged.position);
      expect(moved.requests).toHaveLength(2 + 1 + 2);
      expect((await store.find(names)).get('cache-deps-2')).toBe(first.digest);
    });

    it('refuses to point at what is not there', async () => {
      const store = registryStore({ repository: `${registry.address}/shop/cache`, client });
      await expect(store.point(UNKNOWN, ['cache-a'])).rejects.toMatchObject({
        code: 'REGISTRY_ERROR',
        hint: expect.stringContaining('build again'),
      });
    });
  });
});
