import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bringUp,
  startBuildkit,
  startEcr,
  startEngine,
  type RunningBuildkit,
  type RunningEcr,
  type RunningEngine,
} from '@docker-stage-build/tools/engine';
import { run } from '@docker-stage-build/tools/engine/system/run';
import {
  startBasicRegistry,
  USER,
  type PrivateRegistry,
} from '../../registries/fixtures/private-registry';
import { nameOf, type Case } from './cases';
import { ECR, generatePipelines, repositoryOf, takesRole } from './generate-pipelines';
import { READERS } from './read-pipeline';
import { runPipeline } from './run-pipeline';
import { makeSmallWorkspace, type SmallWorkspace } from './small-workspace';
import { VARIABLES } from './system-variables';

/** Commits that pipelines run for, each the parent of the next. */
export interface Changes {
  /** The pipelines' own. */
  readonly before: string;
  /** Changes what the first stage of `api` reads. */
  readonly source: string;
  /** Changes what its last stage alone reads. */
  readonly notice: string;
}

export interface JobOptions {
  readonly change?: Exclude<keyof Changes, 'before'>;
  readonly fork?: boolean;
  /** Whether packages are taken from the workspace instead of being installed. */
  readonly installed?: boolean;
}

export interface Job {
  /** What it printed. */
  readonly said: string;
  /** Its home folder. */
  readonly home: string;
  /** What stays of it for the next job on the same disk: the home folder, or a volume of the cluster. */
  readonly disk: string;
  readonly clone: string;
}

/** Everything that pipelines run against. */
export interface PipelineLab {
  readonly ecr: RunningEcr;
  readonly changesOf: (one: Case) => Changes;
  /** The engine of a case: Docker, or BuildKit where the file brings that along. */
  readonly engineOf: (one: Case) => Pick<RunningEngine, 'env' | 'reset'>;
  /** Runs the pipeline of a case in a clean clone. @throws Error with what it printed, where it fails */
  readonly runJob: (one: Case, options?: JobOptions) => Promise<Job>;
  /** The tags that a case has pushed for an app, or for `cache`. */
  readonly tagsOf: (one: Case, app: string) => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** Systems whose file brings BuildKit along instead of using Docker. */
const WITH_BUILDKIT = ['argo', 'kubernetes'];
/** Systems that log in by an action, or by a secret that is mounted. */
const LOGGED_IN = ['github', ...WITH_BUILDKIT];

export async function openPipelineLab(cases: readonly Case[]): Promise<PipelineLab> {
  const up = await bringUp(['registry', 'base']);
  if (!up.registry) throw new Error('There is no registry to take base images from.');
  const hub = up.registry.address;
  const folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
  const [registry, ecr, engine] = await Promise.all([
    startBasicRegistry(),
    startEcr({ name: 'pipelines-ecr', region: 'eu-central-1' }),
    startEngine({ name: 'pipelines', mirrors: [`http://${hub}`] }),
  ]);
  const buildkit = await startBuildkit({
    name: 'pipelines-buildkit',
    mirrors: [hub],
    insecureRegistries: [registry.address],
  });
  const login = [
    { type: 'ecr', registry: ecr.address, endpoint: ecr.endpoint, region: ecr.region },
  ];
  // Without Docker, nobody tells of the engine's mirrors.
  const defaults = { mirrors: { 'docker.io': hub }, login };
  const projects = new Map<string, Project>();
  for (const manager of new Set(cases.map((one) => one.manager))) {
    const own = cases.filter((one) => one.manager === manager);
    const workspace = await makeSmallWorkspace({ manager, defaults });
    const texts = await generatePipelines(workspace, { cases: own, address: registry.address });
    projects.set(manager, {
      workspace,
      changes: await makeChanges(workspace),
      texts: new Map(own.map((one, index) => [nameOf(one), texts[index] ?? ''])),
    });
  }
  const lab: Surroundings = { folder, registry, ecr, engine, buildkit };
  return {
    ecr,
    changesOf: (one) => projectOf(projects, one).changes,
    engineOf: ({ system }) => (WITH_BUILDKIT.includes(system) ? buildkit : engine),
    runJob: (one, options = {}) => runJob(lab, projectOf(projects, one), { one, ...options }),
    tagsOf: (one, app) => tagsOf(lab, one, app),
    close: async () => {
      await Promise.all([engine.stop(), buildkit.stop(), registry.stop(), ecr.stop()]);
      for (const { workspace } of projects.values()) workspace.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Surroundings {
  readonly folder: string;
  readonly registry: PrivateRegistry;
  readonly ecr: RunningEcr;
  readonly engine: RunningEngine;
  readonly buildkit: RunningBuildkit;
}

interface Project {
  readonly workspace: SmallWorkspace;
  readonly changes: Changes;
  /** Files of pipelines, by case. */
  readonly texts: ReadonlyMap<string, string>;
}

function projectOf(projects: ReadonlyMap<string, Project>, { manager }: Case): Project {
  const project = projects.get(manager);
  if (!project) throw new Error(`There is no workspace of ${manager}.`);
  return project;
}

async function makeChanges({ publish, write }: SmallWorkspace): Promise<Changes> {
  const before = await publish('ci: build images');
  write('apps/api/src/more.txt', 'more\n');
  const source = await publish('feat(api): say more');
  write('apps/api/notice.txt', 'second\n');
  return { before, source, notice: await publish('docs(api): another notice') };
}

interface Wanted extends JobOptions {
  readonly one: Case;
}

async function runJob(
  { folder, registry, ecr, engine, buildkit }: Surroundings,
  { workspace, changes, texts }: Project,
  { one, change = 'source', fork = false, installed = true }: Wanted,
): Promise<Job> {
  const { system, runner } = one;
  const isPrivate = runner === 'private';
  const [clone, job] = [freshFolder(folder, 'clone'), freshFolder(folder, 'job')];
  const written = texts.get(nameOf(one)) ?? '';
  const disk = join(folder, `disk-${repositoryOf(one)}`);
  const isContainer = !isPrivate || written.includes(VOLUME);
  const home = isContainer ? freshFolder(folder, 'home') : disk;
  const config = join(home, '.docker');
  copyConfig(engine.env['DOCKER_CONFIG'] ?? '', config);
  if (system !== 'kubernetes') {
    await run('git', ['clone', '--quiet', workspace.origin, clone]);
    await run('git', ['checkout', '--quiet', '--detach', changes[change]], { cwd: clone });
  }
  if (!fork && LOGGED_IN.includes(system)) addLogin(join(config, 'config.json'), registry.address);
  const text = written
    .replaceAll(ECR, fork ? ECR : ecr.address)
    .replaceAll(VOLUME, `local:${disk}`);
  const before = change === 'source' ? changes.before : changes.source;
  const facts = { branch: 'main', commit: changes[change], before, fork, isPrivate };
  const pipeline = READERS[system]?.(text);
  if (!pipeline) throw new Error(`Nothing reads the file of ${system}.`);
  const { exitCode, stdout, stderr } = await runPipeline(pipeline, {
    ...{ clone, job, home, fork },
    downloads: one.manager === 'npm' ? join(homedir(), '.npm') : null,
    ...(installed && { modules: join(workspace.root, 'node_modules') }),
    variables: {
      AWS_ENDPOINT_URL: ecr.endpoint,
      ...VARIABLES[system]?.({ ...facts, repository: workspace.origin }),
    },
    secrets: fork ? {} : secretsOf(one),
    engine: {
      ...(WITH_BUILDKIT.includes(system) ? withoutDocker(buildkit) : engine.env),
      BUILDX_CONFIG: join(home, 'buildx'),
      DOCKER_CONFIG: config,
    },
  });
  const said = `${stdout}\n${stderr}`;
  if (exitCode !== 0) throw new Error(`${nameOf(one)} failed:\n${said}`);
  return { said, home, disk, clone };
}

/** Caches on a volume of the cluster. */
const VOLUME = 'local:/caches';

/** What a system keeps for own code. The key is for the stand-in for ECR. */
function secretsOf(one: Case): Readonly<Record<string, string>> {
  if (one.registry === 'basic')
    return { REGISTRY_USER: USER.username, REGISTRY_PASSWORD: USER.password };
  if (takesRole(one)) return {};
  return { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };
}

function withoutDocker({ env }: RunningBuildkit): Readonly<Record<string, string>> {
  const { PATH = '', BUILDKIT_HOST = '' } = env;
  return { PATH, BUILDKIT_HOST, DOCKER_HOST: 'unix:///nobody/listens.sock' };
}

/** An empty folder of this name. */
function freshFolder(folder: string, name: string): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** Docker's configuration in a home folder, with the plugins where a user has them. */
function copyConfig(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const { cliPluginsExtraDirs: [plugins] = [] } = JSON.parse(
    readFileSync(join(from, 'config.json'), 'utf8'),
  ) as { readonly cliPluginsExtraDirs?: readonly string[] };
  if (plugins !== undefined) symlinkSync(plugins, join(to, 'cli-plugins'));
}

/** Adds a login, as an action or a mounted secret does, to what leads to the plugins of Docker. */
function addLogin(file: string, address: string): void {
  const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, auths: { [address]: { auth } } }));
}

async function tagsOf({ registry, ecr }: Surroundings, one: Case, app: string): Promise<string[]> {
  const authorization = `Basic ${Buffer.from(`${USER.username}:${USER.password}`).toString('base64')}`;
  // Behind the stand-in for ECR is a registry that asks for no token.
  const { address } = one.registry === 'ecr' ? ecr.registry : registry;
  const url = `http://${address}/v2/${repositoryOf(one)}/${app}/tags/list`;
  const response = await fetch(url, { headers: { authorization } });
  return response.ok ? (((await response.json()) as { tags: string[] | null }).tags ?? []) : [];
}
