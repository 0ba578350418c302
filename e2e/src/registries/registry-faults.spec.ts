import { parseImageRef } from '@docker-stage-build/core';
import { registryClient, type RegistryClientOptions } from '@docker-stage-build/registries';
import { startRegistry, type RunningRegistry } from '@docker-stage-build/tools/engine';
import {
  startFaultProxy,
  type Fault,
  type FaultProxy,
} from '@docker-stage-build/tools/faults/fault-proxy';
import { pushImage } from './fixtures/push-image';
import { describeWith } from '../harness';

describeWith(['registry'], 'a registry in trouble', () => {
  const SECRET = 's3cret-pass';
  const CREDENTIALS = { find: async () => ({ username: 'me', password: SECRET }) };
  const BASIC: Fault = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
  const UNAVAILABLE: Fault = { status: 503, body: 'later' };

  let registry: RunningRegistry;
  let proxy: FaultProxy;
  let digest: string;

  beforeAll(async () => {
    registry = await startRegistry({ name: 'registries-faults' });
    const direct = parseImageRef(`${registry.address}/shop/api:1`);
    ({ digest } = await pushImage(direct, { client: registryClient(), content: 'api' }));
  });
  afterAll(() => registry.stop());
  beforeEach(async () => (proxy = await startFaultProxy(registry.address)));
  afterEach(() => proxy.stop());

  const ref = () => parseImageRef(`${proxy.address}/shop/api:1`);
  const client = (options: RegistryClientOptions = {}) =>
    registryClient({ credentials: CREDENTIALS, ...options });

  it.each<[number, string, Fault[]]>([
    [1, '503 twice', [UNAVAILABLE, UNAVAILABLE]],
    [2, 'a connection that is reset', ['reset']],
    [3, '500, a reset, 429', [{ status: 500 }, 'reset', { status: 429 }]],
  ])('%i survives %s', async (_, __, faults) => {
    proxy.faults.push(...faults);
    expect(await client().resolve(ref())).toBe(digest);
    expect(proxy.seen).toHaveLength(faults.length + 1);
  });

  it('survives an answer that breaks off', async () => {
    proxy.faults.push('reset while answering');
    expect((await client().getManifest(ref()))?.digest).toBe(digest);
    expect(proxy.seen).toHaveLength(2);
  });

  it('waits as long as Retry-After says', async () => {
    proxy.faults.push({ status: 429, headers: { 'retry-after': '2' } });
    expect(await client().resolve(ref())).toBe(digest);
    const [first, second] = proxy.seen;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1990);
  });

  it('does not wait for an hour', async () => {
    proxy.faults.push({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(client().resolve(ref())).rejects.toMatchObject({
      code: 'REGISTRY_THROTTLED',
      message: expect.stringContaining('limits requests'),
      retryable: true,
    });
    expect(proxy.seen).toHaveLength(1);
  });

  it('writes again what was not taken', async () => {
    const manifest = await client().getManifest(ref());
    if (manifest === null) throw new Error('no manifest');
    proxy.faults.push(UNAVAILABLE, 'reset');
    await client().putManifest({ ...ref(), tag: 'again' }, manifest);
    expect(await client().resolve({ ...ref(), tag: 'again' })).toBe(digest);
  });

  it('gives up after its retries, quoting a little of the answer and none of a secret', async () => {
    const body = `${SECRET} ${Buffer.from(`me:${SECRET}`).toString('base64')} ${'x'.repeat(5000)}`;
    // The login has to be known before it can be recognised in an answer.
    proxy.faults.push(BASIC, ...Array.from({ length: 3 }, () => ({ status: 500, body })));
    const asking = client({ retries: 2 }).getManifest(ref());
    const error = (await asking.catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ code: 'REGISTRY_ERROR', retryable: true });
    expect(error.message).toMatch(/status 500, "\*\*\* \*\*\* x+"$/);
    expect(error.message.length).toBeLessThan(400);
    expect(proxy.seen).toHaveLength(4);
  });

  it('gives up on a registry that hangs', async () => {
    proxy.faults.push('hang', 'hang');
    const started = Date.now();
    await expect(client({ timeout: 300, retries: 1 }).resolve(ref())).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('no answer within 0.3 s'),
    });
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it('ends at once when it is cancelled, also while it waits for another request', async () => {
    proxy.faults.push('hang');
    const controller = new AbortController();
    const one = client();
    const asking = [1, 2].map(() => one.resolve(ref(), { signal: controller.signal }));
    const reason = new Error('cancelled');
    setTimeout(() => controller.abort(reason), 100);
    const started = Date.now();
    for (const outcome of await Promise.allSettled(asking))
      expect(outcome).toMatchObject({ status: 'rejected', reason });
    expect(Date.now() - started).toBeLessThan(1000);
  });

  it('shows its login to the registry only, not to where that redirects', async () => {
    const other = await startFaultProxy(registry.address);
    const location = `http://${other.address}/v2/shop/api/manifests/1`;
    proxy.faults.push(BASIC, { status: 307, headers: { location } });
    expect(await client().resolve(ref())).toBe(digest);
    expect(proxy.seen.map(({ authorization }) => authorization !== undefined)).toEqual([
      false,
      true,
    ]);
    expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
    await other.stop();
  });

  it('keeps its login on a redirect within the registry', async () => {
    proxy.faults.push(BASIC, { status: 307, headers: { location: '/v2/shop/api/manifests/1' } });
    expect(await client().resolve(ref())).toBe(digest);
    expect(proxy.seen.map(({ authorization }) => authorization !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('ends in a circle of redirects', async () => {
    const headers = { location: '/v2/shop/api/manifests/1' };
    proxy.faults.push(...Array.from({ length: 12 }, () => ({ status: 307, headers })));
    await expect(client({ retries: 0 }).resolve(ref())).rejects.toMatchObject({
      code: 'REGISTRY_ERROR',
      message: expect.stringContaining('too many redirects'),
    });
  });

  it('reads the manifest where HEAD does not say its digest', async () => {
    proxy.alter = (headers) => delete headers['docker-content-digest'];
    expect(await client().resolve(ref())).toBe(digest);
    expect(proxy.seen.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it('believes no manifest that is not what its digest says', async () => {
    proxy.alter = (headers) => (headers['docker-content-digest'] = `sha256:${'0'.repeat(64)}`);
    await expect(client().getManifest(ref())).rejects.toMatchObject({
      code: 'REGISTRY_ERROR',
      message: expect.stringContaining(digest),
    });
  });

  it('sends no login to a token server in clear text', async () => {
    const challenge = 'Bearer realm="http://auth.example/token",service="x"';
    proxy.faults.push({ status: 401, headers: { 'www-authenticate': challenge } });
    const error = (await client()
      .resolve(ref())
      .catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ code: 'REGISTRY_DENIED' });
    expect(error.message).toContain('auth.example in clear text');
  });
});
