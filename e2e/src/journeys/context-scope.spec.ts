import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { listBuilds, listExecuted } from './engine-records';
import { openShop, type Shop } from './shop';
import { describeWith } from '../harness';

const DOCKERFILE = 'apps/api/Dockerfile';
/** What the root folder of the shop holds, less what its ignore file leaves out. */
const ROOT_FILES = [
  '.dockerignore',
  '.gitignore',
  '.npmrc',
  'README.md',
  'nx.json',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];

describeWith(['engine', 'registry', 'base'], 'a context that holds what the graph says', () => {
  let shop: Shop;
  let temp: string;
  beforeAll(async () => {
    shop = await openShop('journey-context-scope');
    temp = mkdtempSync(join(tmpdir(), 'scope-journey-'));
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(temp, { recursive: true, force: true });
  });

  const build = (...args: string[]) =>
    shop.nx(['run', 'api:image', '--reuse=never', ...args], { TMPDIR: temp });

  /** Copies the context to a folder and lists it. */
  const listContext = async (...args: string[]): Promise<string[]> => {
    const out = join(shop.workspace.root, 'dist/context');
    rmSync(out, { recursive: true, force: true });
    const run = await build(
      '--outputs=type=local,dest=dist/context',
      '--provenance=false',
      ...args,
    );
    expect(run.stdout + run.stderr).toContain('api: ');
    expect(run.exitCode).toBe(0);
    return readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(out, join(entry.parentPath, entry.name)))
      .sort();
  };

  const leftOver = () => readdirSync(temp).filter((name) => name.startsWith('docker-stage-build-'));

  it('runs nothing of an app again when another app changes, and Nx does not select it', async () => {
    expect((await build()).exitCode).toBe(0);
    const ran = await listExecuted(shop.engine.env);
    expect(ran).toHaveLength(2);
    const base = (await shop.workspace.git(['rev-parse', 'HEAD'])).trim();
    shop.workspace.write('apps/web/src/more.ts', 'export const more = 1;\n');
    await shop.workspace.commit('change another app');
    expect((await build()).exitCode).toBe(0);
    expect(await listBuilds(shop.engine.env)).toHaveLength(2);
    expect(await listExecuted(shop.engine.env)).toEqual(ran);
    const affected = await shop.nx([
      ...['show', 'projects', '--affected', `--base=${base}`, '--with-target=image'],
      '--json',
    ]);
    expect(JSON.parse(affected.stdout)).toEqual(['web']);
  });

  it('runs again what a file at the root changes', async () => {
    const before = (await listExecuted(shop.engine.env)).length;
    shop.workspace.write('README.md', '# The shop\n');
    expect((await build()).exitCode).toBe(0);
    expect((await listExecuted(shop.engine.env)).slice(0, -before)).toEqual([
      expect.stringContaining('RUN npm run build --workspace=api'),
    ]);
  });

  it('holds the project, what it depends on, and files at the root', async () => {
    shop.workspace.write(DOCKERFILE, 'FROM scratch\nCOPY . /\n');
    shop.workspace.write('docs/guide.md', 'docs\n');
    const listed = await listContext();
    expect(listed.filter((path) => !path.includes('/'))).toEqual(
      ROOT_FILES.filter((path) => listed.includes(path)),
    );
    const folders = listed
      .filter((path) => path.includes('/'))
      .map((path) => path.split('/').slice(0, 2).join('/'));
    expect([...new Set(folders)]).toEqual(['apps/api', 'libs/catalog', 'libs/money']);
    expect(leftOver()).toEqual([]);
  });

  it('brings nothing back by a `!` line of the ignore file', async () => {
    const everything = await listContext();
    shop.workspace.write('.dockerignore', '*\n!apps\n!libs\n!docs\n**/Dockerfile\n');
    const listed = await listContext();
    expect(listed).toEqual(everything.filter((path) => /^(apps|libs)\//.test(path)).sort());
    shop.workspace.write(`${DOCKERFILE}.dockerignore`, '**\n!apps/*/package.json\n');
    expect(await listContext()).toEqual(['apps/api/package.json']);
    rmSync(join(shop.workspace.root, `${DOCKERFILE}.dockerignore`));
    await shop.workspace.git(['checkout', '--', '.dockerignore']);
  });

  it('may be the folder of the project', async () => {
    expect(await listContext('--context=apps/api')).toEqual(
      ['Dockerfile', 'package.json', 'src/main.ts'].sort(),
    );
  });

  it('refuses a COPY of what is out of scope, and lets it in by the option that it names', async () => {
    shop.workspace.write(DOCKERFILE, 'FROM scratch\nCOPY apps/web/src /web\nCOPY docs /docs\n');
    const builds = (await listBuilds(shop.engine.env)).length;
    const refused = await build();
    const said = refused.stdout + refused.stderr;
    expect(refused.exitCode).not.toBe(0);
    expect(said).toContain('CONTEXT_SCOPE');
    expect(said).toContain('apps/api/Dockerfile:2: COPY in stage 0: apps/web/src belongs to');
    expect(said).toContain('contextScope: { "include": ["apps/web/src"] }');
    expect(await listBuilds(shop.engine.env)).toHaveLength(builds);
    const listed = await listContext('--contextScope=graph:apps/web/src');
    expect(listed).toContain('web/template.ts');
    expect(listed).toContain('docs/guide.md');
    expect(await listContext('--contextScope=all')).toEqual(listed);
  });

  it('shows the ignore file in a dry run', async () => {
    shop.workspace.write(DOCKERFILE, 'FROM scratch\nCOPY . /\n');
    const { stdout, exitCode } = await build('--dryRun', '--contextScope=graph:docs');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^#   apps\/web$/m);
    expect(stdout).not.toMatch(/^#   docs$/m);
  });

  it('names the Dockerfile and its line when a build fails, and leaves no folder behind', async () => {
    shop.workspace.write(DOCKERFILE, 'FROM node:20-slim\nCOPY . /app\nRUN exit 3\n');
    const run = await build();
    expect(run.exitCode).not.toBe(0);
    expect(run.stdout + run.stderr).toMatch(/Dockerfile:3/);
    expect(run.stdout + run.stderr).not.toContain(temp);
    expect(leftOver()).toEqual([]);
  });

  it('sends empty folders of no other project', async () => {
    mkdirSync(join(shop.workspace.root, 'apps/web/empty'), { recursive: true });
    mkdirSync(join(shop.workspace.root, 'apps/api/empty'), { recursive: true });
    shop.workspace.write(DOCKERFILE, 'FROM busybox:1\nCOPY . /ctx\nRUN find /ctx -type d | sort\n');
    const run = await build();
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('/ctx/apps/api/empty');
    expect(run.stdout).not.toContain('/ctx/apps/web');
  });
});
