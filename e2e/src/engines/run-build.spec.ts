import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { runBuild, type BuildJob } from '@docker-stage-build/engines';
import { bringUp } from '@docker-stage-build/tools/engine';
import { build, docker, findProcesses, runsOf } from './run';
import { createSample, type Sample } from './sample';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'a build with buildx', () => {
  let env: BuildJob['env'];
  let registry: string;
  let sample: Sample;
  const samples: Sample[] = [];

  beforeAll(async () => {
    const up = await bringUp();
    if (!up.docker || !up.registry) throw new Error('There is no engine to test with.');
    env = { ...process.env, ...up.docker.env };
    registry = up.registry.address;
  });

  beforeEach(async () => {
    sample = await createSample(env);
    await sample.write('main.txt', `${process.pid} ${Date.now()}`);
    samples.push(sample);
  });

  afterAll(() => Promise.all(samples.map(({ dir }) => rm(dir, { recursive: true, force: true }))));

  async function digestIn(repository: string, tag: string): Promise<string | null> {
    const accept =
      'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json';
    const url = `http://${registry}/v2/${repository}/manifests/${tag}`;
    const response = await fetch(url, { method: 'HEAD', headers: { accept } });
    return response.headers.get('docker-content-digest');
  }

  function read(file: string): { manifests: { digest: string }[] } {
    return JSON.parse(readFileSync(join(sample.dir, file), 'utf8'));
  }

  describe('outputs', () => {
    it('push: the digest is the registry’s, and nothing stays in the local store', async () => {
      const tags = [`${registry}/engines-e2e/push:1`, `${registry}/engines-e2e/push:2`];
      const { digest, buildRef } = await build(sample.job({ tags, outputs: [{ type: 'push' }] }));
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(await digestIn('engines-e2e/push', '1')).toBe(digest);
      expect(await digestIn('engines-e2e/push', '2')).toBe(digest);
      expect(buildRef).toMatch(/^[^/]+\/[^/]+\/\w+$/);
      expect(docker(env, 'image', 'ls', '--quiet', `${registry}/engines-e2e/push`)).toBe('');
    });

    it('load: the image is in the local store, with its labels', async () => {
      const tags = ['engines-e2e/load:1'];
      const labels = { 'com.example.words': `a "b" c=d, e` };
      const { digest } = await build(sample.job({ tags, labels, outputs: [{ type: 'load' }] }));
      const format = '{{.Id}} {{json .Config.Labels}}';
      const inspected = docker(env, 'image', 'inspect', '--format', format, tags[0] ?? '');
      expect(inspected).toBe(`${digest} ${JSON.stringify(labels)}`);
      docker(env, 'image', 'rm', tags[0] ?? '');
    });

    it('push and load at once', async () => {
      const tags = [`${registry}/engines-e2e/both:1`];
      const outputs = [{ type: 'push' }, { type: 'load' }] as const;
      const { digest } = await build(sample.job({ tags, outputs }));
      expect(await digestIn('engines-e2e/both', '1')).toBe(digest);
      expect(docker(env, 'image', 'inspect', '--format', '{{.Id}}', tags[0] ?? '')).toBe(digest);
      docker(env, 'image', 'rm', tags[0] ?? '');
    });

    it('oci: a layout as a folder, its path with a comma', async () => {
      const dest = join(sample.dir, 'layout, one');
      const { digest } = await build(sample.job({ outputs: [{ type: 'oci', dest, tar: false }] }));
      expect(read('layout, one/index.json').manifests.map((manifest) => manifest.digest)).toEqual([
        digest,
      ]);
    });

    it('oci, docker and tar archives', async () => {
      const outputs = [
        { type: 'oci', dest: join(sample.dir, 'oci.tar'), tar: true },
        { type: 'docker', dest: join(sample.dir, 'docker.tar') },
        { type: 'tar', dest: join(sample.dir, 'files.tar') },
      ] as const;
      await build(sample.job({ outputs, tags: ['engines-e2e/archive:1'] }));
      expect(docker(env, 'load', '--input', join(sample.dir, 'docker.tar'))).toContain(
        'engines-e2e/archive:1',
      );
      expect(existsSync(join(sample.dir, 'oci.tar'))).toBe(true);
      expect(existsSync(join(sample.dir, 'files.tar'))).toBe(true);
      docker(env, 'image', 'rm', 'engines-e2e/archive:1');
    });

    it('local: the files of a stage', async () => {
      const dest = join(sample.dir, 'files');
      await build(sample.job({ target: 'build', outputs: [{ type: 'local', dest }] }));
      expect(readFileSync(join(dest, 'out.txt'), 'utf8')).toContain('modules');
    });

    it('cacheonly: no image, and all of it cached the next time', async () => {
      const first = await build(sample.job());
      expect(first).toMatchObject({ digest: null, cacheDigest: null });
      expect(first.log).toContain('build ran');
      const second = await build(sample.job());
      expect(runsOf(second)).toEqual([]);
      expect(second.stages.map(({ stage, status }) => [stage, status])).toEqual([
        ['deps', 'cached'],
        ['build', 'cached'],
        ['production', 'cached'],
      ]);
    });
  });

  describe('options', () => {
    it('builds one stage anew and takes the others from the cache', async () => {
      await build(sample.job());
      const { stages } = await build(sample.job({ noCache: ['build'] }));
      expect(Object.fromEntries(stages.map(({ stage, status }) => [stage, status]))).toMatchObject({
        deps: 'cached',
        build: 'built',
      });
    });

    it('gives secrets, arguments and named contexts to the Dockerfile, and never shows a secret', async () => {
      await sample.write(
        'Dockerfile',
        `FROM busybox:1 AS tool
ARG WHO
RUN --mount=type=secret,id=token --mount=type=bind,from=extra,target=/extra \\
  echo "$WHO $(wc -c < /run/secrets/token) $(cat /extra/file.txt)"
`,
      );
      await sample.write('extra/file.txt', 'from a context');
      const { log, stages } = await build(
        sample.job({
          target: 'tool',
          buildArgs: { WHO: 'a, "b"' },
          secrets: [{ id: 'token', env: 'SECRET_TOKEN' }],
          contexts: { extra: join(sample.dir, 'extra') },
          env: { ...env, SECRET_TOKEN: 'swordfish' },
          noCache: true,
        }),
      );
      expect(log).toContain(' a, "b" 9 from a context\n');
      expect(log).not.toContain('swordfish');
      expect(stages.map(({ stage }) => stage)).toEqual(['tool']);
    });

    it('builds for two platforms with one digest', async () => {
      const outputs = [{ type: 'oci', dest: join(sample.dir, 'layout'), tar: false }] as const;
      const platforms = ['linux/amd64', 'linux/arm64'];
      await sample.write('Dockerfile', 'FROM busybox:1 AS production\nCOPY main.txt ./\n');
      const { steps } = await build(sample.job({ platforms, outputs }));
      expect(new Set(steps.map(({ platform }) => platform))).toEqual(new Set(platforms));
      expect(new Set(steps.map(({ stage }) => stage))).toEqual(new Set(['0']));
      expect(read('layout/index.json').manifests).toHaveLength(1);
    });
  });

  describe('failures', () => {
    it('name the stage and the step, with the last lines', async () => {
      await sample.write(
        'Dockerfile',
        'FROM busybox:1 AS deps\nRUN echo "no such package"; exit 7\nFROM deps\n',
      );
      await expect(build(sample.job())).rejects.toMatchObject({
        code: 'BUILD_FAILED',
        stage: 'deps',
        message: expect.stringMatching(
          /RUN echo "no such package"; exit 7.*exit code: 7\n {2}no such package$/s,
        ),
      });
    });

    it.each([
      [1, 'a base that does not exist', 'FROM no-such-base:1', 'base image'],
      [
        2,
        'a file that the context does not hold',
        'FROM busybox:1\nCOPY nope.txt /',
        'ignore file',
      ],
      [3, 'a command that is not there', 'FROM busybox:1\nRUN nmp ci', 'not in the image'],
    ])('%i: %s has a hint', async (_, __, dockerfile, hint) => {
      await sample.write('Dockerfile', dockerfile);
      await expect(build(sample.job())).rejects.toMatchObject({
        code: 'BUILD_FAILED',
        hint: expect.stringContaining(hint),
      });
    });

    it('a registry that is not there has a hint', async () => {
      const job = sample.job({ tags: ['127.0.0.1:1/a:1'], outputs: [{ type: 'push' }] });
      await expect(build(job)).rejects.toMatchObject({
        code: 'BUILD_FAILED',
        hint: expect.stringContaining('cannot be reached'),
      });
    });
  });

  it('a cancelled build leaves nothing running and no file', async () => {
    const seconds = `43.${process.pid}`;
    await sample.write('Dockerfile', `FROM busybox:1\nRUN echo started; sleep ${seconds}\n`);
    // A folder of its own: other specs are at work in the usual one.
    const temporary = join(sample.dir, 'temporary');
    mkdirSync(temporary);
    const tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue(temporary);
    const controller = new AbortController();
    let log = '';
    const done = runBuild(sample.job(), {
      signal: controller.signal,
      write: (text) => {
        log += text;
        if (!/ started\n/.test(text)) return;
        expect(readdirSync(temporary)).toHaveLength(1);
        controller.abort();
      },
    });
    await expect(done).rejects.toMatchObject({ code: 'BUILD_CANCELLED' });
    expect(log).toContain('started');
    expect(findProcesses(sample.dir)).toEqual([]);
    await expect(gone(`sleep ${seconds}`)).resolves.toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    tmpdir.mockRestore();
  });

  /** The engine takes a moment to end a container after its client has gone. */
  async function gone(commandLine: string): Promise<string[]> {
    const deadline = Date.now() + 5_000;
    while (findProcesses(commandLine).length > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return findProcesses(commandLine);
  }
});
