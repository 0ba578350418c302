import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listBuilds } from './engine-records';
import { openShop, type Shop } from './shop';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'Ctrl-C', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop('journey-cancel');
    shop.workspace.write(
      'apps/api/Dockerfile',
      'FROM node:20-slim\nRUN echo started && sleep 600\n',
    );
  });
  afterAll(() => shop?.close());

  it('cancels the build in the engine, leaves no process and exits with 130', async () => {
    const { root } = shop.workspace;
    const nx = spawn('node', [join(root, 'node_modules/.bin/nx'), 'run', 'api:image'], {
      cwd: root,
      env: { ...process.env, ...shop.engine.env, NX_DAEMON: 'false', NX_TUI: 'false' },
      // A group of its own, as a shell makes one for a job: Ctrl-C goes to all of it.
      detached: true,
    });
    let output = '';
    nx.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    nx.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    while (!/#\d+ [\d.]+ started/.test(output)) {
      if (nx.exitCode !== null) throw new Error(output);
      await sleep(100);
    }
    const ended = once(nx, 'exit');
    process.kill(-(nx.pid as number), 'SIGINT');
    const [code] = (await ended) as [number | null];
    expect(code).toBe(130);
    await expectNoProcess(nx.pid as number);
    // Docker 28 calls a cancelled build an error, newer ones call it cancelled.
    expect(await waitForEnd(shop.engine.env)).toMatch(/^(Error|Cancell?ed)$/);
  });
});

/** Waits for the group to be empty; kill(2) with signal 0 only asks. */
async function expectNoProcess(group: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(-group, 0);
    } catch {
      return;
    }
    await sleep(100);
  }
  throw new Error(`Processes of group ${group} are left.`);
}

/** The engine's word on its newest build, once that is no longer running. */
async function waitForEnd(env: Shop['engine']['env']): Promise<string | undefined> {
  for (let tries = 0; tries < 100; tries++) {
    const [build] = await listBuilds(env);
    if (build?.status !== 'Running') return build?.status;
    await sleep(200);
  }
  return 'Running';
}
