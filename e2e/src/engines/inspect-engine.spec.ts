import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canExportCache, inspectEngine, type BuildJob } from '@docker-stage-build/engines';
import { bringUp } from '@docker-stage-build/tools/engine';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'what there is to build with', () => {
  let env: BuildJob['env'];
  let dir: string;

  beforeAll(async () => {
    const up = await bringUp();
    if (!up.docker) throw new Error('There is no engine to test with.');
    env = { ...process.env, ...up.docker.env };
    dir = await mkdtemp(join(tmpdir(), 'engines-e2e-'));
  });

  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('tells what the engine is', async () => {
    const facts = await inspectEngine({ env });
    expect(facts).toMatchObject({
      clientVersion: expect.stringMatching(/^\d+\./),
      serverVersion: expect.stringMatching(/^\d+\./),
      builder: { platforms: expect.arrayContaining(['linux/amd64']) },
    });
    expect(canExportCache(facts, 'registry')).toBe(true);
  });

  it('ENGINE_MISSING: a PATH without docker', async () => {
    await expect(inspectEngine({ env: { ...env, PATH: dir } })).rejects.toMatchObject({
      code: 'ENGINE_MISSING',
    });
  });

  it('ENGINE_UNREACHABLE: nobody listens on the socket', async () => {
    const down = { ...env, DOCKER_HOST: `unix://${join(dir, 'none.sock')}` };
    await expect(inspectEngine({ env: down })).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining('none.sock'),
    });
  });

  it('ENGINE_UNREACHABLE: a builder that does not exist', async () => {
    await expect(inspectEngine({ env, builder: 'no-such-builder' })).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining('no-such-builder'),
    });
  });
});
