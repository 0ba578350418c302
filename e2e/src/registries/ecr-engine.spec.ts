import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ecrCredentials,
  openEcr,
  openPublicEcr,
  type CredentialSource,
  type EcrLogin,
  type PrivateEcr,
} from '@docker-stage-build/registries';
import { startEcr, type RunningEcr } from '@docker-stage-build/tools/engine';
import { enterAwsEnvironment, type AwsEnvironment } from './fixtures/aws-environment';
import { build, makeContext } from './fixtures/builds';
import { bringUp, describeWith } from '../harness';

// Tokens are what an engine takes, and what it then meets is what it meets at ECR.
describeWith(['engine', 'base', 'ecr'], 'an engine that pushes to ECR', () => {
  let ecr: RunningEcr;
  let shop: RunningEcr;
  let aws: AwsEnvironment;
  let api: PrivateEcr;
  let source: CredentialSource;
  let root: string;
  let env: Record<string, string>;
  let config: object;

  beforeAll(async () => {
    ecr = await startEcr({ name: 'engine-ecr' });
    shop = await startEcr({ name: 'engine-ecr-public', alias: 'shop' });
    aws = await enterAwsEnvironment(ecr.env);
    root = await mkdtemp(join(tmpdir(), 'ecr-engine-'));
    const engine = (await bringUp(['engine', 'base'])).docker?.env ?? {};
    env = { ...engine, DOCKER_CONFIG: root };
    config = await readConfig(engine['DOCKER_CONFIG'] ?? '');
    api = await openEcr(loginOf(ecr.address).registry);
    source = ecrCredentials({ loginOf });
    await logIn();
  });
  afterAll(async () => {
    await aws?.remove();
    await Promise.all([ecr, shop].map((each) => each?.stop()));
    if (root) await rm(root, { recursive: true });
  });

  function loginOf(host: string): EcrLogin {
    const { address, accountId, region, endpoint } = host === shop.address ? shop : ecr;
    const kind = host === shop.address ? 'public' : 'private';
    return { registry: { kind, host: address, accountId, region }, access: { endpoint } };
  }

  /** Where the engine's own configuration says that its plugins are. */
  async function readConfig(folder: string): Promise<object> {
    const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => '{}');
    return JSON.parse(text) as object;
  }

  /** Writes the logins as Docker's configuration has them. */
  async function logIn(): Promise<void> {
    const auths: Record<string, unknown> = {};
    for (const { address } of [ecr, shop]) {
      const login = (await source.find(address)) as { username: string; password: string };
      const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64');
      auths[address] = { auth };
    }
    await writeFile(join(root, 'config.json'), JSON.stringify({ ...config, auths }));
  }

  const push = async (image: string, content: string, ...more: string[]) =>
    build(await makeContext(root, content), env, ['--push', '--tag', image, ...more]);

  it('has to have a repository, which a template makes', async () => {
    const image = `${ecr.address}/team/api:1`;
    await expect(push(image, 'a')).rejects.toThrow(
      /repository with name 'team\/api' does not exist/,
    );
    await api.call('CreateRepositoryCreationTemplate', {
      prefix: 'team',
      appliedFor: ['CREATE_ON_PUSH'],
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'cache-*' }],
    });
    const cache = `type=registry,ref=${ecr.address}/team/api:cache-deps,mode=max`;
    await push(image, 'a', '--cache-to', cache);
    await expect(push(image, 'b')).rejects.toThrow(/tag is immutable/);
    await push(`${ecr.address}/team/api:2`, 'b', '--cache-to', cache);
    const { imageDetails = [] } = await api.call('DescribeImages', { repositoryName: 'team/api' });
    const tags = imageDetails.flatMap(({ imageTags = [] }) => imageTags).sort();
    expect(tags).toEqual(['1', '2', 'cache-deps']);
  });

  it('is refused with an old token, and let in with its replacement', async () => {
    await api.call('CreateRepository', { repositoryName: 'renewed' });
    const image = `${ecr.address}/renewed:1`;
    await ecr.script({ expireTokens: true });
    await expect(push(image, 'c')).rejects.toThrow(/403 Forbidden/);
    const refused = (await source.find(ecr.address)) ?? undefined;
    await source.find(ecr.address, refused && { refused });
    await logIn();
    await push(image, 'c');
  });

  it('pushes to public ECR', async () => {
    const { registry, access } = loginOf(shop.address);
    const publicApi = await openPublicEcr(registry, access);
    await publicApi.call('CreateRepository', { repositoryName: 'web' });
    await push(`${shop.address}/shop/web:1`, 'd');
    const { imageDetails } = await publicApi.call('DescribeImages', { repositoryName: 'web' });
    expect(imageDetails?.[0]?.imageTags).toEqual(['1']);
  });
});
