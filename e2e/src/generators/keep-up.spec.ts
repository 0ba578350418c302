import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bringUp, describeWith, makeWorkspace, type Workspace } from '../harness';

const GENERATOR = 'nx-docker-stage-build:dockerfile';

describe('the generator of Dockerfiles, on a command line', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop', devkit: true });
    rmSync(join(workspace.root, 'apps/api/Dockerfile'));
    rmSync(join(workspace.root, '.dockerignore'));
    await workspace.commit('feat: no images yet');
  });
  afterAll(() => workspace?.remove());

  const read = (path: string) => readFileSync(join(workspace.root, path), 'utf8');
  const generate = (...args: string[]) => workspace.nx(['g', GENERATOR, ...args]);

  it('shows all and writes nothing with --dry-run', async () => {
    const { exitCode, stdout } = await generate('api', '--dry-run');
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(
        /CREATE apps\/api\/Dockerfile[^]*CREATE \.dockerignore[^]*UPDATE nx\.json/,
      ) as unknown,
    });
    expect(await workspace.git(['status', '--porcelain'])).toBe('');
  });

  it.each<[number, string[], RegExp]>([
    [1, ['ap'], /PROJECT_UNKNOWN[^]*Did you mean "api"\?/],
    [2, ['api', '--preset=nodd'], /PRESET_UNKNOWN[^]*Did you mean "node"\?/],
    [3, ['@shop/money'], /PROJECT_IS_LIBRARY/],
    [4, ['money'], /PROJECT_IS_LIBRARY[^]*@shop\/money is a library/],
    [5, ['web'], /DOCKERFILE_EXISTS[^]*--force[^]*--name=[^]*--check/],
    [6, ['api', '--check'], /DOCKERFILE_NOT_FOUND/],
    [7, ['api', '--dependancies=workspace'], /OPTION_INVALID[^]*did you mean "dependencies"/],
    [8, ['api', '--dependencies=all'], /dependencies/],
    [9, ['api', 'web'], /OPTION_INVALID[^]*positional/],
  ])('%i: %j fails and says why', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await generate(...args);
    expect({ exitCode, output: stdout + stderr }).toEqual({
      exitCode: 1,
      output: expect.stringMatching(message) as unknown,
    });
    expect(await workspace.git(['status', '--porcelain'])).toBe('');
  });

  it('keeps what was edited, and brings the rest up to date with `nx sync`', async () => {
    expect(await generate('api', '--dependencies=workspace')).toMatchObject({ exitCode: 0 });
    expect(await generate('worker', '--force', '--dependencies=workspace')).toMatchObject({
      exitCode: 0,
    });
    const own = read('apps/api/Dockerfile').replace('USER node', 'ENV REGION=eu\nUSER node');
    workspace.write('apps/api/Dockerfile', own);
    const edited = read('apps/worker/Dockerfile').replace('npm ci', 'npm ci --omit=optional');
    workspace.write('apps/worker/Dockerfile', edited);
    expect(await workspace.nx(['sync:check'])).toMatchObject({ exitCode: 0 });
    expect(await generate('api', '--check')).toMatchObject({ exitCode: 0 });

    workspace.write('libs/tax/package.json', '{ "name": "@shop/tax", "version": "1.0.0" }\n');
    const check = await generate('api', '--check');
    expect(check.exitCode).toBe(1);
    expect(check.stdout + check.stderr).toMatch(
      /DOCKERFILE_OUTDATED[^]*apps\/api\/Dockerfile:\d+ deps[^]*\+ COPY libs\/tax\/package\.json libs\/tax\//,
    );
    expect(await workspace.nx(['sync:check'])).toMatchObject({ exitCode: 1 });

    const sync = await workspace.nx(['sync']);
    expect(sync.exitCode).toBe(0);
    expect(sync.stdout + sync.stderr).toMatch(/apps\/worker\/Dockerfile:\d+: `deps` was edited/);
    expect(read('apps/worker/Dockerfile')).toBe(edited);
    const updated = read('apps/api/Dockerfile');
    expect(updated).toContain('COPY libs/tax/package.json libs/tax/');
    expect(updated).toContain('ENV REGION=eu\nUSER node');
    expect(await workspace.nx(['sync:check'])).toMatchObject({ exitCode: 0 });
    expect(await generate('api', '--check')).toMatchObject({ exitCode: 0 });
  });

  it('generates anew what it generated, with the same options', async () => {
    expect(await generate('worker', '--force')).toMatchObject({ exitCode: 0 });
    expect(read('apps/worker/Dockerfile')).toContain('COPY libs/tax/package.json libs/tax/');
    expect(read('apps/worker/Dockerfile')).not.toContain('--omit=optional');
  });

  it('writes beside it under another name, and says how to build that', async () => {
    const { exitCode, stdout, stderr } = await generate('web', '--name=Dockerfile.next');
    expect(exitCode).toBe(0);
    expect(stdout + stderr).toContain(
      'nx run web:image --dockerfile={projectRoot}/Dockerfile.next',
    );
    expect(existsSync(join(workspace.root, 'apps/web/Dockerfile.next'))).toBe(true);
  });

  it('says what an image is called whose project has no name for one', async () => {
    const project = { name: 'Web Shop!', projectType: 'application' };
    workspace.write('apps/web-shop/project.json', JSON.stringify(project));
    workspace.write('apps/web-shop/go.mod', 'module example.com/shop\n\ngo 1.23\n');
    workspace.write('apps/web-shop/main.go', 'package main\n\nfunc main() {}\n');
    const { exitCode, stdout, stderr } = await generate('Web Shop!');
    expect({ exitCode, output: stdout + stderr }).toEqual({
      exitCode: 0,
      output: expect.stringMatching(
        /The image is called web-shop: "Web Shop!" is no name of an image/,
      ) as unknown,
    });
    const plan = await workspace.nx([
      'run',
      'Web Shop!:image-plan',
      '--format=json',
      '--outputFile=dist/plan.json',
    ]);
    expect(plan).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(read('dist/plan.json')).images[0].tags).toEqual([
      'docker.io/library/web-shop:latest',
    ]);
  });

  it('refuses a workspace without a lockfile', async () => {
    rmSync(join(workspace.root, 'package-lock.json'));
    const { exitCode, stdout, stderr } = await generate('web', '--force');
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('LOCKFILE_MISSING');
  });
});

describeWith(['engine', 'registry', 'base'], 'base images of generated Dockerfiles', () => {
  let workspace: Workspace;
  let address: string;
  let digest: string;
  let engine: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const { docker, registry } = await bringUp(['engine', 'registry', 'base']);
    workspace = await makeWorkspace({ example: 'shop', devkit: true });
    address = String(registry?.address);
    engine = docker?.env ?? {};
    const url = `http://${address}/v2/library/node/manifests/20-slim`;
    const headers = { accept: 'application/vnd.oci.image.index.v1+json' };
    const answer = await fetch(url, { method: 'HEAD', headers });
    digest = String(answer.headers.get('docker-content-digest'));
    expect(digest).toMatch(/^sha256:/);
  });
  afterAll(() => workspace?.remove());

  const pin = async (env: Readonly<Record<string, string>>, ...options: string[]) => {
    const args = ['g', GENERATOR, 'api', '--force', '--pinDigests', ...options];
    const { exitCode, stdout, stderr } = await workspace.nx(args, { env });
    const text = readFileSync(join(workspace.root, 'apps/api/Dockerfile'), 'utf8');
    const [, base] = /^FROM (\S+) AS production$/m.exec(text) ?? [];
    return { exitCode, base, output: stdout + stderr };
  };
  const without = { DOCKER_HOST: 'unix:///nowhere.sock' };

  it('are pinned to the digests that a registry has', async () => {
    const image = `${address}/library/node:20-slim`;
    expect(await pin(without, `--baseImages=node=${image}`)).toMatchObject({
      exitCode: 0,
      base: `${image}@${digest}`,
    });
  });

  it('are pinned to those of the mirror that the engine pulls from', async () => {
    const pinned = await pin(engine, '--baseImages=node=node:20-slim');
    expect(pinned).toMatchObject({ exitCode: 0, base: `node:20-slim@${digest}` });
  });

  it('are pinned to those of a mirror in nx.json, else it is said how to name one', async () => {
    const image = 'hub.invalid/library/node:20-slim';
    const nxJson = readFileSync(join(workspace.root, 'nx.json'), 'utf8');
    const refused = await pin(without, `--baseImages=node=${image}`);
    expect(refused).toMatchObject({ exitCode: 1, base: `node:20-slim@${digest}` });
    expect(refused.output).toMatch(/REGISTRY_UNREACHABLE[^]*"mirrors": \{ "hub.invalid": /);
    const defaults = { mirrors: { 'hub.invalid': address } };
    workspace.write('nx.json', withDefaults(nxJson, defaults));
    const pinned = await pin(without, `--baseImages=node=${image}`);
    expect(pinned).toMatchObject({ exitCode: 0, base: `${image}@${digest}` });
  });
});

/** An nx.json whose plugin has options for all images. */
function withDefaults(nxJson: string, defaults: object): string {
  const parsed = JSON.parse(nxJson) as { plugins: (string | { plugin: string })[] };
  const plugins = parsed.plugins.filter((one) => nameOf(one) !== 'nx-docker-stage-build');
  const own = { plugin: 'nx-docker-stage-build', options: { defaults } };
  return JSON.stringify({ ...parsed, plugins: [...plugins, own] });
}

function nameOf(entry: string | { plugin: string }): string {
  return typeof entry === 'string' ? entry : entry.plugin;
}

describe('a workspace without @nx/devkit', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop' });
  });
  afterAll(() => workspace?.remove());

  it('generates as any other', async () => {
    const run = await workspace.nx(['g', GENERATOR, 'api', '--force']);
    expect(run).toMatchObject({ exitCode: 0 });
    const text = readFileSync(join(workspace.root, 'apps/api/Dockerfile'), 'utf8');
    expect(text).toContain('# nx-docker-stage-build:dockerfile');
    expect(existsSync(join(workspace.root, 'node_modules/@nx/devkit'))).toBe(false);
  });
});
