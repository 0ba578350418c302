import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEcr, type PrivateEcr } from '@docker-stage-build/registries';
import { denied, startEcr, type RunningEcr } from '@docker-stage-build/tools/engine';
import { listBuilds } from './engine-records';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';

const APPS = ['api', 'web', 'worker'];
const DOCKERFILE = (app: string): string =>
  `FROM busybox:1\nCOPY package.json apps/${app}/project.txt /app/\nRUN date > /built\n`;
const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository/shop';

describeWith(['engine', 'registry', 'base', 'ecr'], 'images and caches in ECR', () => {
  let shop: Shop;
  let ecr: RunningEcr;
  let api: PrivateEcr;
  const environment = { ...process.env };
  beforeAll(async () => {
    [shop, ecr] = await Promise.all([
      openShop('journey-ecr'),
      startEcr({ name: 'journey-ecr-registry' }),
    ]);
    Object.assign(process.env, ecr.env);
    const registry = { kind: 'private', host: ecr.address, accountId: null, region: null } as const;
    api = await openEcr(registry);
    for (const app of APPS) {
      shop.workspace.write(`apps/${app}/Dockerfile`, DOCKERFILE(app));
      shop.workspace.write(`apps/${app}/project.txt`, 'one\n');
    }
    configure({});
    await shop.workspace.commit('small images');
  });
  afterAll(async () => {
    process.env = environment;
    await ecr?.stop();
    await shop?.close();
  });
  afterEach(() => ecr.script({ faults: [] }));

  function configure(options: Record<string, unknown>): void {
    const file = join(shop.workspace.root, 'nx.json');
    const nx = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const defaults = {
      image: `${ecr.address}/shop/{name}`,
      mirrors: { 'docker.io': shop.hub },
      login: [{ type: 'ecr', registry: ecr.address, endpoint: ecr.endpoint, region: ecr.region }],
      ...options,
    };
    const plugin = {
      plugin: 'nx-docker-stage-build',
      options: { repositoriesTargetName: 'repositories', defaults },
    };
    shop.workspace.write('nx.json', JSON.stringify({ ...nx, plugins: [plugin] }));
  }

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    shop.nx(args, { ...CLOUD, ...ecr.env, ...env });
  const push = (app: string, ...more: string[]) => [
    ...['run', `${app}:image`, '--push'],
    ...(more.some((option) => option.startsWith('--tags')) ? more : ['--tags=1', ...more]),
  ];

  async function describeRepositories(): Promise<string[]> {
    const { repositories = [] } = await api.call('DescribeRepositories', {});
    return repositories.map(({ repositoryName = '' }) => repositoryName).sort();
  }

  /** Calls of AWS's API that a run makes for repositories. */
  async function listCalls(work: () => Promise<unknown>): Promise<string[]> {
    const before = (await ecr.calls()).length;
    await work();
    const calls = (await ecr.calls()).slice(before);
    return calls.map(({ action }) => action).filter((action) => /Repositor|Polic/.test(action));
  }

  const countBuilds = async () => (await listBuilds(shop.engine.env)).length;

  it('are only told by a dry run, as commands to type', async () => {
    const calls = await listCalls(async () => {
      const { stdout, exitCode } = await run(push('worker', '--dryRun'));
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/aws ecr create-repository --region us-east-1 .*shop\/worker/);
      expect(stdout).toMatch(/aws ecr create-repository --region us-east-1 .*shop\/cache/);
    });
    expect(calls).toEqual([]);
    expect(await describeRepositories()).toEqual([]);
  });

  it('have no repositories made by a run that is not trusted', async () => {
    const calls = await listCalls(async () => {
      const { stdout, stderr, exitCode } = await run(push('worker', '--trust=read'));
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toContain('REGISTRY_NOT_FOUND');
    });
    expect(calls).toEqual([]);
    expect(await countBuilds()).toBe(0);
  });

  it('have to find their repository where none is to be made', async () => {
    configure({ ecr: { create: false } });
    const { stdout, stderr, exitCode } = await run(push('worker'));
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain(`There is no repository ${ecr.address}/shop/worker`);
    expect(await countBuilds()).toBe(0);
    expect(await describeRepositories()).toEqual([]);
    configure({});
  });

  it('go into an empty registry, whose repositories are made', async () => {
    const { stdout, stderr, exitCode } = await run(push('worker'));
    expect(stdout + stderr).toContain(`${ecr.address}/shop/worker created in ECR`);
    expect(exitCode).toBe(0);
    expect(await describeRepositories()).toEqual(['shop/cache', 'shop/worker']);
    const { imageIds = [] } = await api.call('ListImages', { repositoryName: 'shop/worker' });
    const tags = imageIds.map(({ imageTag }) => imageTag).sort();
    expect(tags).toEqual(['1', expect.stringMatching(/^image-/)]);
    const caches = await api.call('ListImages', { repositoryName: 'shop/cache' });
    expect(caches.imageIds?.map(({ imageTag }) => imageTag)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^cache-/)]),
    );
  });

  it('leave the token of ECR nowhere', async () => {
    // In base64 each one starts with its user, AWS; its password is longer than any hash.
    const form = 'QVdTO[A-Za-z0-9+/=]{100,}|[A-Za-z0-9+/]{120,}';
    const { authorizationData: [token] = [] } = await api.call('GetAuthorizationToken', {});
    const encoded = token?.authorizationToken ?? '';
    const password = Buffer.from(encoded, 'base64').toString().replace('AWS:', '');
    for (const secret of [encoded, password]) expect(secret).toMatch(new RegExp(form));

    const temporary = join(shop.workspace.root, 'temporary');
    mkdirSync(temporary);
    const env = { TMPDIR: temporary };
    shop.workspace.write('apps/worker/project.txt', 'canary\n');
    const before = await countBuilds();
    const built = await run(push('worker', '--tags=canary', '--metadataFile=out/built.json'), env);
    expect(built.exitCode).toBe(0);
    expect(await countBuilds()).toBe(before + 1);
    const planned = await run(['run', 'worker:image-plan', '--outputFile=out/plan.json'], env);
    expect(planned.exitCode).toBe(0);

    for (const { stdout, stderr } of [built, planned])
      expect(stdout + stderr).not.toMatch(new RegExp(form));
    const places = [shop.workspace.root, shop.engine.env['DOCKER_CONFIG'] ?? ''];
    const skipped = ['--exclude-dir=node_modules', '--exclude-dir=.git'];
    const found = spawnSync('grep', ['-rlaE', ...skipped, '-e', form, ...places]);
    expect(found.stderr.toString() + found.stdout.toString()).toBe('');
    expect(readdirSync(temporary).filter((name) => name.includes('docker-stage'))).toEqual([]);
  });

  it('are reused by the next run, which asks nothing of repositories', async () => {
    const before = await countBuilds();
    const calls = await listCalls(async () => {
      const { stdout, exitCode } = await run(push('worker'));
      expect(stdout).toContain('not built, an image of the same inputs was there');
      expect(exitCode).toBe(0);
    });
    expect(calls).toEqual([]);
    expect(await countBuilds()).toBe(before);
  });

  it('are not built for a tag that is taken for good', async () => {
    configure({ ecr: { mutability: 'IMMUTABLE' } });
    expect((await run(push('api'))).exitCode).toBe(0);
    shop.workspace.write('apps/api/project.txt', 'two\n');
    const before = await countBuilds();
    const { stdout, stderr, exitCode } = await run(push('api'));
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toMatch(/REGISTRY_TAG_IMMUTABLE.*shop\/api:1 is sha256:[0-9a-f]{64}/);
    expect(await countBuilds()).toBe(before);
    // Only the tag is taken: the repository takes the image under another one.
    expect((await run(push('api', '--tags=2'))).exitCode).toBe(0);
    configure({});
  });

  it('are built where only the repository of caches cannot be made', async () => {
    const answer = denied('ecr:CreateRepository', ARN);
    await ecr.script({ faults: [{ action: 'CreateRepository', times: null, answer }] });
    const cache = `--cache=registry:${ecr.address}/other/cache`;
    const { stdout, stderr, exitCode } = await run(push('worker', '--reuse=never', cache));
    expect(stdout + stderr).toMatch(/other\/cache is not there for caches: .*ecr:CreateRepository/);
    expect(exitCode).toBe(0);
    const image = await run(push('web', cache));
    expect(image.stdout + image.stderr).toMatch(/AWS_DENIED.*ecr:CreateRepository/);
    expect(image.exitCode).toBe(1);
  });

  it('of a batch have each repository made once', async () => {
    configure({ image: `${ecr.address}/batch/{name}` });
    const calls = await listCalls(async () => {
      const { exitCode } = await run(['run-many', '-t', 'image', '--batch', '--push', '--tags=1']);
      expect(exitCode).toBe(0);
    });
    const repositories = (await describeRepositories()).filter((name) => name.startsWith('batch/'));
    expect(repositories).toEqual(['batch/api', 'batch/cache', 'batch/web', 'batch/worker']);
    expect(calls.filter((action) => action === 'CreateRepository')).toHaveLength(4);
    expect(calls.filter((action) => action === 'DescribeRepositories')).toHaveLength(4);
  });

  describe('by the executor ensure-repositories', () => {
    const ensure = (...more: string[]) => run(['run', 'api:repositories', '--images=all', ...more]);

    it('are told with every call that would be made', async () => {
      configure({ image: `${ecr.address}/ensured/{name}` });
      const calls = await listCalls(async () => {
        const { stdout, exitCode } = await ensure('--dryRun');
        expect(exitCode).toBe(0);
        expect(stdout.match(/to be created/g)).toHaveLength(4);
        expect(stdout.match(/aws ecr create-repository/g)).toHaveLength(4);
        expect(stdout.match(/aws ecr put-lifecycle-policy/g)).toHaveLength(4);
      });
      expect(calls.filter((action) => !/^Describe/.test(action))).toEqual([]);
    });

    it('are made, differ, fail on request and are changed on request', async () => {
      const made = await ensure();
      expect(made.stdout).toMatch(/ensured\/api +images +created/);
      expect(made.stdout).toMatch(/ensured\/cache +caches +created/);
      expect(made.exitCode).toBe(0);

      const options = { image: `${ecr.address}/ensured/{name}` };
      configure({ ...options, ecr: { mutability: 'IMMUTABLE' } });
      const differs = await ensure();
      expect(differs.stdout).toMatch(/ensured\/api +images +differs\n +mutability is MUTABLE, not/);
      expect(differs.stdout).toMatch(/ensured\/cache +caches +exists/);
      expect(differs.exitCode).toBe(0);
      const failed = await ensure('--failOnDrift');
      expect(failed.stdout + failed.stderr).toContain('REPOSITORY_DRIFT');
      expect(failed.exitCode).toBe(1);

      const updated = await ensure('--failOnDrift', '--ecr.update', '--ecr.mutability=IMMUTABLE');
      expect(updated.stdout).toMatch(/ensured\/api +images +updated/);
      expect(updated.exitCode).toBe(0);
    });

    it('fail for a wrong registry, a denied call, and where none are to be made', async () => {
      const answer = denied('ecr:DescribeRepositories', ARN);
      await ecr.script({ faults: [{ action: 'DescribeRepositories', times: 1, answer }] });
      const refused = await ensure();
      expect(refused.stdout).toMatch(/failed: AWS_DENIED/);
      expect(refused.stdout.match(/exists/g)).toHaveLength(3);
      expect(refused.exitCode).toBe(1);

      configure({ image: '12345.dkr.ecr.eu-west-1.amazonaws.com/shop/{name}', login: 'auto' });
      const wrong = await ensure();
      expect(wrong.stdout + wrong.stderr).toContain('ECR_HOST_INVALID');
      expect(wrong.exitCode).toBe(1);

      configure({ image: `${ecr.address}/none/{name}`, ecr: { create: false } });
      const missing = await ensure();
      expect(missing.stdout).toMatch(/none\/api +images +failed: REGISTRY_NOT_FOUND/);
      expect(missing.exitCode).toBe(1);
    });
  });
});
