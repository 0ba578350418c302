import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listBuilds } from './engine-records';
import { openShop, type Shop } from './shop';
import { describeWith } from '../harness';

/** No other process of this machine has these arguments. */
const STEP = 'sleep 86311';

describeWith(['engine', 'registry', 'base'], 'Ctrl-C', () => {
  let shop: Shop;
  let temp: string;
  beforeAll(async () => {
    shop = await openShop('journey-cancel');
    temp = mkdtempSync(join(tmpdir(), 'cancel-'));
    shop.workspace.write(
      'apps/api/Dockerfile',
      `FROM node:20-slim\nRUN ["sh", "-c", "exec ${STEP}"]\n`,
    );
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(temp, { recursive: true, force: true });
  });

  /** Folders of ours for what one build needs. */
  const temporaryFolders = () =>
    readdirSync(temp).filter((name) => name.startsWith('docker-stage-build-'));

  it.each([
    ['a task', []],
    ['a batch', ['--batch']],
  ])(
    'cancels the build of %s in the engine, leaves no process and no folder, exits with 130',
    async (_, args) => {
      const { root } = shop.workspace;
      const nx = spawn('node', [join(root, 'node_modules/.bin/nx'), 'run', 'api:image', ...args], {
        cwd: root,
        env: {
          ...{ ...process.env, ...shop.engine.env, TMPDIR: temp },
          ...{ NX_DAEMON: 'false', NX_TUI: 'false' },
        },
        // A group of its own, as a shell makes one for a job: Ctrl-C goes to all of it.
        detached: true,
      });
      let output = '';
      nx.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      nx.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      while (!isRunning()) {
        if (nx.exitCode !== null) throw new Error(output);
        await sleep(200);
      }
      expect(temporaryFolders()).not.toEqual([]);
      const ended = once(nx, 'exit');
      process.kill(-(nx.pid as number), 'SIGINT');
      const [code] = (await ended) as [number | null];
      expect(code).toBe(130);
      expect(isRunning()).toBe(false);
      await expectNoProcess(nx.pid as number);
      expect(temporaryFolders()).toEqual([]);
      // Docker 28 calls a cancelled build an error, newer ones call it cancelled.
      expect(await waitForEnd(shop.engine.env)).toMatch(/^(Error|Cancell?ed)$/);
    },
  );
});

/** Whether the RUN that does not end is at work: containers' processes are this machine's. */
function isRunning(): boolean {
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    const file = `/proc/${entry}/cmdline`;
    try {
      return readFileSync(file, 'utf8') === STEP.replaceAll(' ', '\0') + '\0';
    } catch {
      return false;
    }
  });
}

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
