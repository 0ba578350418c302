import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImagePlan, Plan } from '@docker-stage-build/core';
import { describeWith } from '../harness';
import { listExecuted } from './engine-records';
import { openShop, type Shop } from './shop';

const PNPM = 'pnpm@10.34.9';

/** A Dockerfile that installs from the context `manifests`. */
function dockerfile(install: string): string {
  return `FROM node:20-slim AS base
WORKDIR /app
${install.startsWith('pnpm') ? `RUN npm install --global ${PNPM}\n` : ''}FROM base AS deps
COPY --from=manifests / ./
RUN ${install}
FROM deps AS build
COPY . .
RUN npm run build --workspace=api
`;
}

describeWith(['engine', 'registry', 'base'], 'an app that installs from its own manifests', () => {
  let shop: Shop;
  let caches: string;
  beforeAll(async () => {
    caches = mkdtempSync(join(tmpdir(), 'caches-'));
    shop = await openShop('journey-manifests');
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(caches, { recursive: true, force: true });
  });

  /** Compares with the commit before the dependency was added. */
  let base: string;
  const env = () => ({
    DOCKER_STAGE_BUILD_RUNNER: 'private',
    XDG_CACHE_HOME: caches,
    NX_BASE: base,
  });
  async function build(): Promise<void> {
    const { exitCode, stdout, stderr } = await shop.nx(
      ['run', 'api:image', '--outputs=type=cacheonly'],
      env(),
    );
    if (exitCode !== 0) throw new Error(stdout + stderr);
  }
  const write = (path: string, text: string) =>
    writeFileSync(join(shop.workspace.root, path), text);
  const read = (path: string) => readFileSync(join(shop.workspace.root, path), 'utf8');
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: shop.workspace.root, stdio: 'pipe' });
  const commit = () => {
    run('git', 'add', '-A');
    run('git', '-c', 'user.name=t', '-c', 'user.email=t@t.invalid', 'commit', '-qm', 'change');
    return run('git', 'rev-parse', 'HEAD').toString().trim();
  };

  async function plan(): Promise<ImagePlan> {
    const args = [
      'run',
      'api:image-plan',
      '--format=json',
      '--outputFile=.nx/plan.json',
      '--resolve',
    ];
    expect(await shop.nx(args, env())).toMatchObject({ exitCode: 0 });
    const { images } = JSON.parse(read('.nx/plan.json')) as Plan;
    return images[0] as ImagePlan;
  }

  /** The app's stages, cold, after a dependency was added to another app: nothing of its installation runs. */
  async function addElsewhere(name: string, lock: () => void): Promise<void> {
    const unaffected = {
      why: expect.arrayContaining(['no stage is affected']) as unknown,
      stages: expect.arrayContaining([
        expect.objectContaining({ name: 'deps', affected: false, why: [] }),
      ]) as unknown,
    };
    const manifest = JSON.parse(read('apps/web/package.json')) as {
      dependencies: Record<string, string>;
    };
    manifest.dependencies[name] = '*';
    write('apps/web/package.json', JSON.stringify(manifest, null, 2));
    const before = read('package.json');
    lock();
    expect(read('package.json')).toBe(before);
    expect(await plan()).toMatchObject(unaffected);
    commit();
    expect(await plan()).toMatchObject(unaffected);
    await shop.engine.reset();
    await build();
    expect(await listExecuted(shop.engine.env)).toEqual([]);
  }

  it('npm: a dependency added to another app runs nothing', async () => {
    write('apps/api/Dockerfile', dockerfile('npm ci'));
    base = commit();
    await build();
    expect((await listExecuted(shop.engine.env)).join()).toContain('RUN npm ci');
    await addElsewhere('left-pad', () =>
      run('npm', 'install', '--package-lock-only', '--ignore-scripts', '--no-audit'),
    );
  });

  it('pnpm: a dependency added to another app runs nothing', async () => {
    const pnpm = (...args: string[]) => run('npx', '--yes', PNPM, ...args);
    rmSync(join(shop.workspace.root, 'package-lock.json'));
    write(
      'pnpm-workspace.yaml',
      'packages:\n  - apps/*\n  - libs/*\nlinkWorkspacePackages: true\n',
    );
    pnpm('install', '--lockfile-only', '--ignore-scripts');
    // Nx asks whether it was pnpm that installed.
    write('node_modules/.modules.yaml', 'hoistedDependencies: {}\n');
    write('apps/api/Dockerfile', dockerfile('pnpm install --frozen-lockfile'));
    base = commit();
    await build();
    expect((await listExecuted(shop.engine.env)).join()).toContain('RUN pnpm install');
    await addElsewhere('is-odd', () => pnpm('install', '--lockfile-only', '--ignore-scripts'));
  });
});
