import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseImageRef } from '@docker-stage-build/core';
import {
  readCredentials,
  registryClient,
  registryStore,
  type Credentials,
} from '@docker-stage-build/registries';
import { startFaultProxy, type FaultProxy } from '@docker-stage-build/tools/faults/fault-proxy';
import {
  startBasicRegistry,
  startTokenRegistry,
  USER,
  type PrivateRegistry,
} from './fixtures/private-registry';
import { pushImage } from './fixtures/push-image';
import { IDENTITY_TOKEN, startTokenServer, type TokenServer } from './fixtures/token-server';
import { describeWith } from '../harness';

describeWith(['registry'], 'a registry with logins', () => {
  const BASIC = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  const WRONG = { username: 'builder', password: 'wr0ng-secret' };
  const as = (login: Credentials | null) =>
    registryClient({ credentials: { find: async () => login }, retries: 0 });

  /** All that a person or a log could get to see of an error. */
  function visible(error: unknown): string {
    const { message, hint, stack, cause } = error as Error & { hint?: string };
    return JSON.stringify([message, hint, stack, String(cause)]);
  }

  describe('a registry with Basic', () => {
    let registry: PrivateRegistry;
    let proxy: FaultProxy;
    beforeAll(async () => {
      registry = await startBasicRegistry();
      proxy = await startFaultProxy(registry.address);
      const ref = parseImageRef(`${registry.address}/shop/api:1`);
      await pushImage(ref, { client: as(USER), content: 'api', authorization: `Basic ${BASIC}` });
    });
    afterAll(async () => {
      await proxy.stop();
      await registry.stop();
    });
    const ref = () => parseImageRef(`${proxy.address}/shop/api:1`);

    it('lets the login of Docker’s configuration in', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'docker-config-'));
      const auths = { [proxy.address]: { auth: BASIC } };
      await writeFile(join(folder, 'config.json'), JSON.stringify({ auths }));
      const credentials = readCredentials({ env: { DOCKER_CONFIG: folder } });
      expect(await registryClient({ credentials }).resolve(ref())).toMatch(/^sha256:/);
      await rm(folder, { recursive: true });
    });

    it('takes a push from who has the login, and says so before one starts', async () => {
      await as(USER).checkPush(ref());
      await expect(registryClient().checkPush(ref())).rejects.toMatchObject({
        code: 'REGISTRY_DENIED',
        hint: expect.stringContaining('docker login'),
      });
    });

    it('is asked once how it wants to be spoken to', async () => {
      const client = as(USER);
      proxy.seen.length = 0;
      const digests = await Promise.all(Array.from({ length: 10 }, () => client.resolve(ref())));
      expect(new Set(digests).size).toBe(1);
      expect(proxy.seen.filter(({ authorization }) => authorization === undefined)).toHaveLength(1);
      expect(proxy.seen).toHaveLength(11);
    });

    it.each([
      ['without a login', null, /No login for .*docker login/],
      ['with a wrong one', WRONG, /does not allow/],
    ])('denies access %s', async (_, login, hint) => {
      const error = await as(login)
        .resolve(ref())
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'REGISTRY_DENIED', hint: expect.stringMatching(hint) });
      expect(visible(error)).not.toMatch(/wr0ng/);
    });
  });

  describe('a registry with tokens', () => {
    let tokens: TokenServer;
    let registry: PrivateRegistry;
    let proxy: FaultProxy;
    beforeAll(async () => {
      tokens = await startTokenServer();
      registry = await startTokenRegistry(tokens.settings);
      proxy = await startFaultProxy(registry.address);
    });
    afterAll(async () => {
      await proxy.stop();
      await registry.stop();
      await tokens.stop();
    });
    beforeEach(() => {
      tokens.asked.length = 0;
      tokens.life = 300;
      proxy.seen.length = 0;
    });
    const ref = (name: string) => parseImageRef(`${proxy.address}/${name}`);
    const none = `sha256:${'0'.repeat(64)}`;

    it('gives one token for each scope, whoever asks', async () => {
      const client = as(USER);
      const store = registryStore({ repository: `${proxy.address}/shop/cache`, client });
      const names = Array.from({ length: 20 }, (_, number) => `cache-${number}`);
      expect((await store.find(names)).size).toBe(20);
      expect(tokens.asked).toEqual(['repository:shop/cache:pull']);
      expect(proxy.seen.filter(({ authorization }) => authorization === undefined)).toHaveLength(1);
      await client.resolve(ref('shop/other:1'));
      await client.resolve(ref('shop/cache:1'));
      expect(tokens.asked).toEqual(['repository:shop/cache:pull', 'repository:shop/other:pull']);
    });

    it('gives a token for writing apart from the one for reading', async () => {
      const bytes = Buffer.from('{}');
      const manifest = { digest: none, mediaType: 'application/json', bytes };
      const writing = as(USER).putManifest(ref('shop/api:1'), manifest);
      // It was let in: what it wrote is no manifest.
      await expect(writing).rejects.toMatchObject({ code: 'REGISTRY_ERROR' });
      expect(tokens.asked).toEqual(['repository:shop/api:pull,push']);
    });

    it('takes an identity token', async () => {
      expect(await as({ identityToken: IDENTITY_TOKEN }).resolve(ref('shop/api:1'))).toBeNull();
    });

    it('gets a new token when the old one has expired', async () => {
      tokens.life = 1;
      const client = as(USER);
      await client.resolve(ref('shop/api:1'));
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await client.resolve(ref('shop/api:1'));
      expect(tokens.asked).toHaveLength(2);
    });

    it('gets a new token when the registry refuses the old one before its time', async () => {
      const client = as(USER);
      await client.resolve(ref('shop/api:1'));
      const { realm, service } = tokens.settings;
      const challenge = `Bearer realm="${realm}",service="${service}",error="invalid_token"`;
      proxy.faults.push({ status: 401, headers: { 'www-authenticate': challenge } });
      expect(await client.resolve(ref('shop/api:1'))).toBeNull();
      expect(tokens.asked).toHaveLength(2);
    });

    it.each([
      ['a wrong password', WRONG],
      ['a wrong identity token', { identityToken: 'wr0ng-secret' }],
      ['no login', null],
    ])('denies access with %s', async (_, login) => {
      const error = await as(login)
        .resolve(ref('shop/api:1'))
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'REGISTRY_DENIED' });
      expect(visible(error)).not.toMatch(/wr0ng/);
    });
  });
});
