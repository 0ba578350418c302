import { join } from 'node:path';
import { makeWorkspace, type Workspace } from '../harness';
import { runInTerminal, type Answer } from './terminal';

describe('the generator init, installed', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop', devkit: true });
  });

  afterAll(() => workspace?.remove());

  const INIT = ['g', 'nx-docker-stage-build:init'];

  async function generate(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await workspace.nx([...INIT, ...args]);
    if (exitCode !== 0) throw new Error(stdout + stderr);
    return stdout;
  }

  const changes = () => workspace.git(['status', '--porcelain', '--untracked-files=all']);

  it('shows with --dry-run what it would do, and writes nothing', async () => {
    const shown = await generate('--registry=ghcr.io/shop', '--ci=gitlab', '--dry-run');
    expect(shown).toContain('UPDATE nx.json');
    expect(shown).toContain('CREATE .gitlab-ci.yml');
    expect(await changes()).toBe('');
  });

  it('asks two things in a terminal: whether a registry is Amazon ECR, its name says', async () => {
    const answers: Answer[] = [
      ['Where do images go?', 'ghcr.io/asked\r'],
      ['Where does CI run?', 'buildkite\r'],
    ];
    const nx = join(workspace.root, 'node_modules/.bin/nx');
    const { exitCode, stdout } = await runInTerminal([nx, ...INIT, '--dry-run'], {
      cwd: workspace.root,
      answers,
    });
    expect(stdout).toContain('CREATE .buildkite/pipeline.yml');
    expect(stdout).not.toContain('ECR');
    expect(stdout).not.toContain('How to go on');
    expect(exitCode).toBe(0);
    expect(await changes()).toBe('');
  });

  it('asks nothing in a terminal when all is given', async () => {
    const nx = join(workspace.root, 'node_modules/.bin/nx');
    const given = ['--registry=ghcr.io/shop', '--ci=none', '--dry-run'];
    const run = await runInTerminal([nx, ...INIT, ...given], { cwd: workspace.root, answers: [] });
    expect(run.stdout).toContain('UPDATE nx.json');
    expect(run.stdout).not.toContain('?');
    expect(run.exitCode).toBe(0);
  });

  it('asks nothing without a terminal, and changes nothing the second time', async () => {
    await generate('--registry=ghcr.io/shop', '--ci=gitlab');
    await workspace.commit('build: set images up');
    await generate('--registry=ghcr.io/shop', '--ci=gitlab');
    expect(await changes()).toBe('');
    await generate();
    expect(await changes()).toBe('');
  });

  it('gives inferred targets what was asked for', async () => {
    const { stdout } = await workspace.nx(['show', 'project', 'api', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      targets: { image: { options: { image: 'ghcr.io/shop/{name}' } } },
    });
  });

  it('says what is wrong with its code and a way out', async () => {
    const { exitCode, stdout, stderr } = await workspace.nx([
      ...INIT,
      '--registry=https://x.example.com',
    ]);
    expect(exitCode).not.toBe(0);
    expect(stdout + stderr).toContain('IMAGE_NAME_INVALID');
    expect(await changes()).toBe('');
  });
});
