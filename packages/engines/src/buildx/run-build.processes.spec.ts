import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createJob } from '../testing/create-job';
import { FIND_METADATA, fakeDocker } from '../testing/fake-docker';
import { runBuild } from './run-build';

/** A script that writes metadata as buildx does, after some other lines of shell. */
function succeed(script = ''): string {
  return `${FIND_METADATA}
${script}
echo '{"containerimage.digest":"sha256:d","buildx.build.ref":"a/b/c"}' > "$metadata"`;
}

function run(script: string, { env = {}, signal }: { env?: object; signal?: AbortSignal } = {}) {
  const shown: string[] = [];
  const docker = fakeDocker(script);
  const job = createJob({ env: { PATH: docker.PATH, DIR: docker.DIR, ...env } });
  const done = runBuild(job, { signal, write: (text) => shown.push(text) });
  return { done, shown, dir: docker.DIR };
}

/** A shell makes a file first and writes its line then. */
async function waitFor(file: string): Promise<string> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('\n'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  return readFileSync(file, 'utf8');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a process that ends well', () => {
  it('gives the result of its metadata', async () => {
    const { done } = run(succeed());
    expect(await done).toMatchObject({
      digest: 'sha256:d',
      cacheDigest: null,
      buildRef: 'a/b/c',
      steps: [],
      stages: [],
      warnings: [],
    });
  });

  it('is read to the end, though its last line has none', async () => {
    const { done, shown } = run(succeed(`printf 'half a ' >&2; sleep 0.2; printf 'line' >&2`));
    await done;
    expect(shown).toEqual(['half a line\n']);
  });

  it('is read in whole lines, however they arrive', async () => {
    const vertex =
      '{"vertexes":[{"digest":"v","name":"exporting","started":"2026-01-01T00:00:00Z"}]}';
    const cut = 30;
    const script = `printf '%s' '${vertex.slice(0, cut)}' >&2; sleep 0.2; echo '${vertex.slice(cut)}' >&2`;
    const { done, shown } = run(succeed(script));
    await done;
    expect(shown).toEqual(['#1 exporting\n']);
  });

  it('sees the environment of the job and no other', async () => {
    process.env['LEAKED'] = 'yes';
    const { done, shown } = run(succeed('echo "[$GIVEN][$LEAKED]" >&2'), { env: { GIVEN: 'x' } });
    await done;
    delete process.env['LEAKED'];
    expect(shown).toEqual(['[x][]\n']);
  });

  it('leaves no temporary file', async () => {
    const { done, dir } = run(succeed('echo "$metadata" > "$DIR/asked"'));
    await done;
    const metadata = (await waitFor(join(dir, 'asked'))).trim();
    expect(existsSync(dirname(metadata))).toBe(false);
  });
});

describe('a process that ends badly', () => {
  it.each([
    [1, 'exit code and no word', 'exit 1', 'docker exited with 1'],
    [2, 'exit code after its metadata', succeed() + '\nexit 3', 'docker exited with 3'],
    [3, 'an error', 'echo "ERROR: no such host" >&2; exit 1', 'no such host'],
    [4, 'a signal', 'kill -KILL $$', 'docker was ended by SIGKILL'],
    [5, 'a signal after its metadata', succeed('') + '\nkill -TERM $$', 'ended by SIGTERM'],
  ])('%i: %s', async (_, __, script, message) => {
    const { done } = run(script);
    await expect(done).rejects.toMatchObject({
      code: 'BUILD_FAILED',
      project: 'shop',
      message: expect.stringContaining(message),
    });
  });

  it('is a failure too when it wrote no metadata', async () => {
    await expect(run('exit 0').done).rejects.toMatchObject({ code: 'BUILD_FAILED' });
  });

  it('leaves no temporary file', async () => {
    const { done, dir } = run(`${FIND_METADATA}; echo "$metadata" > "$DIR/asked"; exit 1`);
    await expect(done).rejects.toThrow();
    expect(existsSync(dirname((await waitFor(join(dir, 'asked'))).trim()))).toBe(false);
  });
});

describe('a build that is cancelled', () => {
  it('gets a SIGTERM, and time to end', async () => {
    const controller = new AbortController();
    const script = `trap 'echo ended > "$DIR/ended"; exit 1' TERM; echo $$ > "$DIR/pid"; while :; do sleep 0.1; done`;
    const { done, dir } = run(script, { signal: controller.signal });
    const pid = Number(await waitFor(join(dir, 'pid')));
    controller.abort();
    await expect(done).rejects.toMatchObject({ code: 'BUILD_CANCELLED', project: 'shop' });
    expect(existsSync(join(dir, 'ended'))).toBe(true);
    expect(isAlive(pid)).toBe(false);
  });

  it('is killed after ten seconds if it does not end', async () => {
    const controller = new AbortController();
    const script = `trap '' TERM; echo $$ > "$DIR/pid"; while :; do sleep 0.1; done`;
    const { done, dir } = run(script, { signal: controller.signal });
    const pid = Number(await waitFor(join(dir, 'pid')));
    const start = Date.now();
    controller.abort();
    await expect(done).rejects.toMatchObject({ code: 'BUILD_CANCELLED' });
    expect(Date.now() - start).toBeGreaterThan(9_500);
    expect(isAlive(pid)).toBe(false);
  }, 20_000);

  it('starts nothing when it was cancelled before', async () => {
    const { done, dir } = run('touch "$DIR/started"', { signal: AbortSignal.abort() });
    await expect(done).rejects.toMatchObject({ code: 'BUILD_CANCELLED' });
    expect(readdirSync(dir)).toEqual(['docker']);
  });
});

describe('what is missing', () => {
  it('is a docker', async () => {
    const job = createJob({ env: { PATH: tmpdir() } });
    await expect(runBuild(job, { write: () => undefined })).rejects.toMatchObject({
      code: 'ENGINE_MISSING',
      hint: expect.stringContaining('Install Docker'),
    });
  });

  it('is the source of a secret: nothing starts', async () => {
    const docker = fakeDocker('touch "$DIR/started"');
    const job = createJob({ env: { ...docker }, secrets: [{ id: 'npm', env: 'NPM_TOKEN' }] });
    await expect(runBuild(job, { write: () => undefined })).rejects.toMatchObject({
      code: 'SECRET_SOURCE_MISSING',
    });
    expect(readdirSync(docker.DIR)).toEqual(['docker']);
  });
});
