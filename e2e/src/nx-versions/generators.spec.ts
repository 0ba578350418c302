import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkspace, type Workspace } from '../harness';
import { NX_VERSIONS } from './versions';

const RUNS = [
  ['init', '--registry=ghcr.io/shop', '--ci=github'],
  ['ci', 'gitlab', '--registry=ghcr.io/shop'],
  ['dockerfile', 'api', '--force', '--dependencies=workspace'],
  ['dockerfile', 'web', '--force', '--dependencies=workspace'],
  ['configuration', 'api'],
];

const DAEMON = { NX_DAEMON: 'true' };

/** What they wrote on the first version, as git shows it. */
let expected: string | undefined;

describe.each(NX_VERSIONS)('generators on Nx %s', (version) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop', nx: version });
  });
  afterAll(async () => {
    await workspace?.nx(['daemon', '--stop'], { env: DAEMON });
    workspace?.remove();
  });

  async function generate([name, ...args]: readonly string[]): Promise<string> {
    const run = await workspace.nx(['g', `nx-docker-stage-build:${name}`, ...args]);
    expect(run).toMatchObject({ exitCode: 0 });
    return run.stdout;
  }

  it('show all and write nothing with --dry-run', async () => {
    for (const args of RUNS.slice(1, 3)) {
      expect(await generate([...args, '--dry-run'])).toMatch(/^(CREATE|UPDATE) /m);
    }
    expect(await workspace.git(['status', '--porcelain'])).toBe('');
  });

  it('write the same on each version', async () => {
    for (const args of RUNS) await generate(args);
    await workspace.git(['add', '--all']);
    const written = await workspace.git(['diff', '--cached']);
    expect(written).toBe((expected ??= written));
  });

  it('are read by Nx', async () => {
    const { stdout } = await workspace.nx(['show', 'project', 'api', '--json']);
    expect(JSON.parse(stdout).targets.image).toMatchObject({
      options: { image: 'ghcr.io/shop/{name}' },
      configurations: { release: { push: true } },
    });
  });

  it('keep Dockerfiles up to date, and say with a daemon what they do', async () => {
    const read = (path: string) => readFileSync(join(workspace.root, path), 'utf8');
    const edited = read('apps/web/Dockerfile').replace('npm ci', 'npm ci --omit=optional');
    workspace.write('apps/web/Dockerfile', edited);
    workspace.write('libs/tax/package.json', '{ "name": "@shop/tax", "version": "1.0.0" }\n');
    await workspace.nx(['reset']);
    const check = await workspace.nx(['sync:check'], { env: DAEMON });
    expect(check.exitCode).toBe(1);
    expect(check.stdout + check.stderr).toMatch(
      /apps\/web\/Dockerfile:\d+: `deps` was edited[^]*\+ COPY libs\/tax\/package\.json/,
    );
    const sync = await workspace.nx(['sync'], { env: DAEMON });
    expect(sync.exitCode).toBe(0);
    expect(sync.stdout + sync.stderr).toContain('`deps` was edited, so it stays');
    expect(read('apps/web/Dockerfile')).toBe(edited);
    expect(read('apps/api/Dockerfile')).toContain('COPY libs/tax/package.json libs/tax/');
    await generate(['dockerfile', 'api', '--check']);
  });
});
