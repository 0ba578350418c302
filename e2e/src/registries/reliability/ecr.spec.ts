import { randomUUID } from 'node:crypto';
import { parseImageRef, StageBuildError } from '@docker-stage-build/core';
import {
  ecrCredentials,
  ensureRepositories,
  findProfile,
  registryClient,
  registryStore,
  wantRepository,
  type EcrRegistry,
  type Manifest,
  type RegistryClient,
} from '@docker-stage-build/registries';
import { startEcr, type RunningEcr } from '@docker-stage-build/tools/engine';
import { startFaultProxy, type FaultProxy } from '@docker-stage-build/tools/faults/fault-proxy';
import type { EcrAction, EcrRow } from '@docker-stage-build/tools/reliability/ecr-row';
import { ECR_ROWS } from '@docker-stage-build/tools/reliability/rows/ecr';
import { enterAwsEnvironment, type AwsEnvironment } from '../fixtures/aws-environment';
import { pushImage } from '../fixtures/push-image';
import { describeWith } from '../../harness';

const NUMBERED = ECR_ROWS.map((row, at) => [at + 1, row.action, row.fault, row] as const);
interface Login {
  readonly username: string;
  readonly password: string;
}

const NAMES = Array.from({ length: 15 }, (_, number) => `cache-${number}`);

describeWith(['ecr'], 'ECR in trouble', () => {
  let ecr: RunningEcr;
  let aws: AwsEnvironment;
  let proxy: FaultProxy;
  let registry: EcrRegistry;
  let image: Manifest;

  beforeAll(async () => {
    ecr = await startEcr({ name: 'reliability-ecr', region: 'eu-west-1' });
    proxy = await startFaultProxy(ecr.address);
    aws = await enterAwsEnvironment(ecr.env);
    const { accountId, region } = ecr;
    registry = { kind: 'private', host: proxy.address, accountId, region };
    await make('shop/cache');
    const ref = parseImageRef(`${proxy.address}/shop/cache:1`);
    const { username, password } = (await credentials().find(proxy.address)) as Login;
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    image = await pushImage(ref, {
      ...{ client: client(), content: 'cache', authorization: `Basic ${basic}` },
    });
  });
  afterAll(async () => {
    await aws?.remove();
    await proxy?.stop();
    await ecr?.stop();
  });
  afterEach(() => ecr.script({ faults: [], clock: 0, putImageRate: null }));

  const credentials = () => ecrCredentials({ loginOf: () => ({ registry, access: {} }) });
  const client = (isPaced = true): RegistryClient =>
    registryClient({
      credentials: credentials(),
      // The stand-in's address says nothing of ECR.
      profileOf: () => (isPaced ? ECR : { limits: {} }),
    });
  const ECR = findProfile('123456789012.dkr.ecr.eu-west-1.amazonaws.com');

  async function make(path: string): Promise<void> {
    const holds = { images: true, caches: true };
    const repository = wantRepository({ registry, path, holds, settings: {} });
    const request = { repository, access: {}, create: 'auto' as const, update: false };
    const [outcome] = await ensureRepositories([request], { warn: () => undefined });
    if (outcome && 'error' in outcome) throw outcome.error;
  }

  async function pointNames(asked: RegistryClient): Promise<void> {
    const store = registryStore({ repository: `${proxy.address}/shop/cache`, client: asked });
    const names = NAMES.map((name) => `${name}-${randomUUID()}`);
    expect(await store.point(image.digest, names)).toEqual(names);
  }

  const actions: Readonly<Record<EcrAction, (row: EcrRow) => Promise<void>>> = {
    'log in': async () => {
      expect(await credentials().find(proxy.address)).toMatchObject({ username: 'AWS' });
    },
    'make a repository': () => make(`shop/${randomUUID()}`),
    'look up a tag twice': async ({ between = {} }) => {
      const one = client();
      const ref = parseImageRef(`${proxy.address}/shop/cache:1`);
      expect(await one.resolve(ref)).toBe(image.digest);
      await ecr.script(between);
      expect(await one.resolve(ref)).toBe(image.digest);
    },
    'write 15 cache names': () => pointNames(client()),
    'write 15 cache names without a pace': () => pointNames(client(false)),
    'check a push to a repository that is not there': () =>
      client().checkPush(parseImageRef(`${proxy.address}/shop/missing`)),
  };

  it.each(NUMBERED)('%i %s: %s', async (_, action, __, row) => {
    const before = (await ecr.calls()).length;
    proxy.seen.length = 0;
    await ecr.script(row.script);
    const outcome = await actions[action](row).then(
      () => 'done',
      (error: unknown) => (error instanceof StageBuildError ? error.code : String(error)),
    );
    const calls = countBy((await ecr.calls()).slice(before).map((call) => call.action));
    expect({ outcome, calls }).toMatchObject({ outcome: row.expected, calls: row.calls });
    checkCount(proxy.seen.length, row.requests ?? 0);
  });
});

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function checkCount(found: number, wanted: NonNullable<EcrRow['requests']>): void {
  if (typeof wanted === 'number') expect(found).toBe(wanted);
  else expect(found).toBeLessThanOrEqual(wanted.atMost);
}
