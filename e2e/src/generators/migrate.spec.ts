import { join } from 'node:path';
import type { RunningEngine } from '@docker-stage-build/tools/engine';
import { paths } from '@docker-stage-build/tools/engine/paths';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { packPackages } from '@docker-stage-build/tools/pack/pack-packages';
import { makeEnvironment } from '@docker-stage-build/tools/workspace/environment';
import { servePackages } from '@docker-stage-build/tools/workspace/serve-packages';
import { bringUp, describeWith, makeWorkspace, startEngine, type Workspace } from '../harness';

/** The tools that are migrated from, and what they need besides. */
const TOOLS = ['@nx/docker@23.2.1', '@nx-tools/nx-container@7.3.0', 'dotenv'];

describeWith(['engine', 'registry', 'base'], 'images of other plugins', () => {
  let workspace: Workspace;
  let engine: RunningEngine;
  let installed: string;

  beforeAll(async () => {
    const { registry: hub } = await bringUp(['registry', 'base']);
    const packages = await servePackages(
      await packPackages(join(paths.cache, 'workspaces/tarballs')),
    );
    [workspace, engine] = await Promise.all([
      makeWorkspace({ example: 'shop', plugin: false }),
      startEngine({ name: 'migrate', mirrors: [`http://${hub?.address}`] }),
    ]);
    await run('npm', ['install', '--save-dev', ...TOOLS, 'nx-docker-stage-build'], {
      cwd: workspace.root,
      env: makeEnvironment(process.env, { npm_config_registry: packages.url }),
    });
    await packages.close();
    installed = await workspace.commit('chore: install the tools');
  });
  afterAll(async () => {
    await engine?.stop();
    workspace?.remove();
  });
  afterEach(() => workspace.git(['reset', '--hard', '--quiet', installed]));

  async function nx(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await workspace.nx(args, {
      env: { ...engine.env, GREETING: 'there' },
    });
    if (exitCode !== 0) throw new Error(stdout + stderr);
    return stdout + stderr;
  }

  /** Starts a container of an image, and takes the image away: the next one is built anew. */
  async function start(image: string): Promise<string> {
    const env = { ...process.env, ...engine.env };
    const { stdout } = await run('docker', ['run', '--rm', image], { env });
    await run('docker', ['image', 'rm', image], { env });
    return stdout;
  }

  async function setUp(project: string, files: Record<string, string | object>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      workspace.write(path, typeof content === 'string' ? content : JSON.stringify(content));
    }
    await workspace.git(['rm', '--quiet', '-r', ...others(project)]);
    await workspace.commit(`chore: ${project} is an image`);
  }

  const others = (project: string): string[] =>
    ['api', 'web', 'worker']
      .filter((app) => app !== project)
      .map((app) => `apps/${app}/Dockerfile`);

  /** Migrates, and once more, which changes nothing. Returns what was said. */
  async function migrate(): Promise<string> {
    const said = await nx('g', 'nx-docker-stage-build:init', '--migrate');
    await workspace.commit('chore: migrate');
    await nx('g', 'nx-docker-stage-build:init', '--migrate');
    expect(await workspace.git(['status', '--porcelain'])).toBe('');
    return said;
  }

  it('of @nx-tools/nx-container have the same names and contents afterwards', async () => {
    await setUp('api', {
      'nx.json': {
        neverConnectToCloud: true,
        plugins: [
          {
            plugin: '@nx-tools/nx-container',
            options: { defaultRegistry: 'registry.example.com' },
          },
        ],
      },
      'apps/api/project.json': {
        name: 'api',
        targets: { container: { options: { 'build-args': ['GREETING=$GREETING'], quiet: true } } },
      },
      'apps/api/Dockerfile':
        'FROM busybox:1\nARG GREETING\nCOPY apps/api/package.json /\nRUN echo "hello $GREETING" > /said\nCMD ["cat", "/said", "/package.json"]\n',
    });
    await nx('run', 'api:container');
    const before = await start('registry.example.com/api:dev');
    expect(before).toContain('hello there');
    expect(await migrate()).toMatch(/uninstall @nx-tools\/nx-container/);
    await nx('run', 'api:container');
    expect(await start('registry.example.com/api:dev')).toBe(before);
    const { stdout } = await workspace.nx(['show', 'project', 'api', '--json']);
    expect(JSON.parse(stdout).targets.container).toMatchObject({
      executor: 'nx-docker-stage-build:build',
      configurations: { ci: { push: true, load: false } },
    });
  });

  it('of @nx/docker have the same contents afterwards', async () => {
    await setUp('web', {
      'nx.json': {
        neverConnectToCloud: true,
        plugins: [
          {
            plugin: '@nx/docker',
            options: {
              buildTarget: {
                name: 'docker:build',
                args: ['-f', 'docker/Dockerfile.app', '--build-arg GREETING=there'],
                configurations: { other: { args: ['--build-arg', 'GREETING=others'] } },
              },
            },
          },
        ],
      },
      'apps/web/Dockerfile': 'FROM busybox:1\n',
      'apps/web/docker/Dockerfile.app':
        'FROM busybox:1\nARG GREETING\nCOPY package.json /\nRUN echo "hello $GREETING" > /said\nCMD ["cat", "/said", "/package.json"]\n',
    });
    await nx('run', 'web:docker:build');
    const before = await start('apps-web');
    expect(before).toContain('hello there');
    const said = await migrate();
    expect(said).toMatch(/nx\.json: the tag by the folder[^]*nx\.json: the target docker:run/);
    await nx('run', 'web:docker:build');
    expect(await start('web')).toBe(before);
    await nx('run', 'web:docker:build:other');
    expect(await start('web')).toContain('hello others');
  });
});
