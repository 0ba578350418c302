import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bringUp,
  startBuildkit,
  startEngine,
  type RunningBuildkit,
  type RunningEngine,
} from '@docker-stage-build/tools/engine';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { describeWith } from '../harness';
import { listBuilds } from '../journeys/engine-records';
import {
  startBasicRegistry,
  USER,
  type PrivateRegistry,
} from '../registries/fixtures/private-registry';
import { READERS } from './ci/read-pipeline';
import { runPipeline } from './ci/run-pipeline';
import { makeSmallWorkspace, type SmallWorkspace } from './ci/small-workspace';
import { VARIABLES, WITHOUT_FORKS } from './ci/system-variables';

/** Where each system wants its file. */
const PATHS: Readonly<Record<string, string>> = {
  github: '.github/workflows/images.yml',
  gitlab: '.gitlab-ci.yml',
  azure: 'azure-pipelines.yml',
  circleci: '.circleci/config.yml',
  buildkite: '.buildkite/pipeline.yml',
  jenkins: 'Jenkinsfile',
  bitbucket: 'bitbucket-pipelines.yml',
  codebuild: 'buildspec.yml',
  cloudbuild: 'cloudbuild.yaml',
  alibaba: '.flow/images.yml',
  argo: 'argo/images.yaml',
  kubernetes: 'k8s/images-job.yaml',
};

const SYSTEMS = Object.keys(PATHS);
/** One job on a hosted machine, one whose logins are the job's own, one with BuildKit in place of Docker. */
const ALWAYS = ['github', 'gitlab', 'kubernetes'];
/** All of them take a quarter of an hour. */
const isChosen = (system: string): boolean =>
  ALWAYS.includes(system) || process.env['PIPELINES'] === 'all';
/** Systems whose file brings BuildKit along instead of using Docker. */
const WITH_BUILDKIT = ['argo', 'kubernetes'];
/** Systems that log in by an action, or by a secret that is mounted. */
const LOGGED_IN = ['github', ...WITH_BUILDKIT];

describeWith(['engine', 'registry', 'base', 'buildkit'], 'the shell steps of pipelines', () => {
  let workspace: SmallWorkspace;
  let engine: RunningEngine;
  let buildkit: RunningBuildkit;
  let registry: PrivateRegistry;
  let folder: string;
  let change: { readonly before: string; readonly commit: string };

  beforeAll(async () => {
    const up = await bringUp(['registry', 'base']);
    if (!up.registry) throw new Error('There is no registry to take base images from.');
    folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
    [workspace, registry, engine] = await Promise.all([
      makeSmallWorkspace(up.registry.address),
      startBasicRegistry(),
      startEngine({ name: 'pipelines', mirrors: [`http://${up.registry.address}`] }),
    ]);
    buildkit = await startBuildkit({
      name: 'pipelines-buildkit',
      mirrors: [up.registry.address],
      insecureRegistries: [registry.address],
    });
    await generate(workspace, registry.address);
    const before = await workspace.publish('ci: build images');
    workspace.write('apps/api/src/more.txt', 'more\n');
    change = { before, commit: await workspace.publish('feat(api): say more') };
  });

  afterAll(async () => {
    await Promise.all([engine?.stop(), buildkit?.stop(), registry?.stop()]);
    workspace?.remove();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** An empty folder of this name. */
  function freshFolder(name: string): string {
    const path = join(folder, name);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Runs a system's pipeline in a clean clone, on a machine that knows no login, and returns what it printed. */
  async function runJob(system: string, { fork = false, installed = true } = {}): Promise<string> {
    const [clone, job, config] = [freshFolder('clone'), freshFolder('job'), freshFolder('config')];
    const { before, commit } = change;
    cpSync(engine.env['DOCKER_CONFIG'] ?? '', config, { recursive: true });
    if (system !== 'kubernetes') {
      await run('git', ['clone', '--quiet', workspace.origin, clone]);
      await run('git', ['checkout', '--quiet', '--detach', commit], { cwd: clone });
    }
    if (!fork && LOGGED_IN.includes(system)) {
      addLogin(join(config, 'config.json'), registry.address);
    }
    const facts = { branch: 'main', commit, before, fork, repository: workspace.origin };
    const written = readFileSync(join(workspace.root, PATHS[system] ?? ''), 'utf8');
    // The condition of Jenkins' stage, which a fork does not meet.
    const text = fork
      ? written.replace(/stage\('Log in'\)[^]*?(?=stage\('Install'\))/, '')
      : written;
    const { exitCode, stdout, stderr } = await runPipeline(READERS[system]!(text), {
      clone,
      job,
      ...(installed && { modules: join(workspace.root, 'node_modules') }),
      variables: { ...VARIABLES[system]!(facts), ...(!fork && SECRETS) },
      engine: { ...engineOf(system), BUILDX_CONFIG: join(job, 'buildx'), DOCKER_CONFIG: config },
    });
    if (exitCode !== 0) throw new Error(`${system} failed:\n${stdout}\n${stderr}`);
    return `${stdout}\n${stderr}`;
  }

  function engineOf(system: string): Readonly<Record<string, string>> {
    if (!WITH_BUILDKIT.includes(system)) return engine.env;
    const { PATH = '', BUILDKIT_HOST = '' } = buildkit.env;
    return { PATH, BUILDKIT_HOST, DOCKER_HOST: 'unix:///nobody/listens.sock' };
  }

  /** How many builds the engine of a system remembers. */
  async function countBuilds(system: string): Promise<number> {
    const { env } = WITH_BUILDKIT.includes(system) ? buildkit : engine;
    return (await listBuilds(env)).length;
  }

  /** The tags that a pipeline has pushed for an app. */
  async function tagsOf(system: string, app: string): Promise<string[]> {
    const authorization = `Basic ${Buffer.from(`${USER.username}:${USER.password}`).toString('base64')}`;
    const url = `http://${registry.address}/v2/${system}/${app}/tags/list`;
    const response = await fetch(url, { headers: { authorization } });
    return response.ok ? ((await response.json()) as { tags: string[] }).tags : [];
  }

  it.skip.each(SYSTEMS.filter((system) => !isChosen(system)))(
    'of %s (not run: takes minutes: PIPELINES=all)',
    () => undefined,
  );

  const systems = SYSTEMS.filter(isChosen);
  const forked = systems.filter((system) => !WITHOUT_FORKS.includes(system));

  it.each(forked)('of %s push nothing for a fork, and need no secret', async (system) => {
    await runJob(system, { fork: true });
    for (const name of ['api', 'web', 'cache']) expect(await tagsOf(system, name)).toEqual([]);
  });

  it.each(systems)(
    'of %s push what is affected, and the second time build nothing',
    async (system) => {
      const known = await countBuilds(system);
      const first = await runJob(system, { installed: false });
      expect(await tagsOf(system, 'api')).toContain(change.commit);
      expect(await tagsOf(system, 'web')).toEqual([]);
      expect(await countBuilds(system)).toBe(known + 1);
      expect(first).not.toContain(USER.password);

      const second = await runJob(system);
      expect(second).toContain('api: not built');
      expect(await countBuilds(system)).toBe(known + 1);
    },
  );
});

/** Has the installed plugin write the file of every system. */
async function generate({ root, write }: SmallWorkspace, address: string): Promise<void> {
  write(
    'generate.cjs',
    `const { FsTree, flushChanges } = require('nx/src/generators/tree');
const { join } = require('node:path');
const generator = require(join(__dirname, 'node_modules/nx-docker-stage-build/dist/generators/ci/generator.js')).default;
const tree = new FsTree(__dirname, false);
(async () => {
  for (const system of ${JSON.stringify(SYSTEMS)}) {
    await generator(tree, { system, registry: '${address}/' + system });
  }
  flushChanges(__dirname, tree.listChanges());
})();
`,
  );
  await run(process.execPath, ['generate.cjs'], { cwd: root });
}

const SECRETS = { REGISTRY_USER: USER.username, REGISTRY_PASSWORD: USER.password };

/** Adds a login, as an action or a mounted secret does, to what leads to the plugins of Docker. */
function addLogin(file: string, address: string): void {
  const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, auths: { [address]: { auth } } }));
}
