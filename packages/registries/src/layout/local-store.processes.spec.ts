import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { localStore } from './local-store';
import { layoutPaths } from './layout-files';
import { layoutBytes } from './prune';
import { checkLayout } from './testing/check-layout';

const WORKER = join(__dirname, 'testing', 'take-in-process.ts');
const NODE_OPTIONS = ['--conditions=@docker-stage-build/source', '--import', 'tsx'];
let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'processes-'));
  folder = join(root, 'cache');
});
afterEach(() => rm(root, { recursive: true }));

interface Work {
  readonly id: string;
  readonly count: number;
  readonly maxBytes: number;
}

/** Starts a process. `done` tells the names that it took in, with their digests, and how it ended. */
function startWorker({ id, count, maxBytes }: Work) {
  const args = [...NODE_OPTIONS, WORKER, folder, id, String(count), String(maxBytes)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = text(child.stdout);
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const done = Promise.all([output, ended]).then(([lines, [code, signal]]) => ({
    taken: lines
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(' ') as [string, string]),
    end: code ?? signal,
  }));
  return { child, done };
}

/** Its first line says that it is at work: from there on, any moment is as good as another. */
async function killAtSomePoint(child: ChildProcess): Promise<void> {
  if (child.stdout) await once(child.stdout, 'data');
  await sleep(Math.random() * 2000);
  child.kill('SIGKILL');
}

it('loses nothing when 20 processes take in side by side', async () => {
  const workers = Array.from({ length: 20 }, (_, id) =>
    startWorker({ id: `${id}`, count: 8, maxBytes: 1e9 }),
  );
  const results = await Promise.all(workers.map(({ done }) => done));
  expect(results.map(({ end }) => end)).toEqual(workers.map(() => 0));
  const taken = new Map(results.flatMap((result) => result.taken));
  expect(taken.size).toBe(160);
  expect(await localStore({ folder }).find([...taken.keys()])).toEqual(taken);
  expect(await checkLayout(folder)).toEqual([]);
}, 120_000);

it.each([
  [1, 1e9],
  [2, 200_000],
])(
  '%i stays whole while processes are killed at any point, with at most %i bytes',
  async (_, maxBytes) => {
    const workers = Array.from({ length: 24 }, (_, id) =>
      startWorker({ id: `${id}`, count: 10_000, maxBytes }),
    );
    await Promise.all(workers.map(({ child }) => killAtSomePoint(child)));
    const results = await Promise.all(workers.map(({ done }) => done));
    expect(results.every(({ end }) => end === 'SIGKILL')).toBe(true);

    expect(await checkLayout(folder)).toEqual([]);
    // Whoever was killed holding the lock does not keep the next one out.
    const last = startWorker({ id: 'last', count: 1, maxBytes });
    const start = Date.now();
    const { taken, end } = await last.done;
    expect([end, taken.length]).toEqual([0, 1]);
    expect(Date.now() - start).toBeLessThan(25_000);
    expect(await checkLayout(folder)).toEqual([]);

    const names = new Map([...results.flatMap((result) => result.taken), ...taken]);
    expect(names.size).toBeGreaterThan(24);
    const found = await localStore({ folder }).find([...names.keys()]);
    if (maxBytes === 1e9) return expect(found).toEqual(names);
    expect(found.get('name-last-0')).toBe(taken[0]?.[1]);
    expect(await layoutBytes(layoutPaths(folder))).toBeLessThanOrEqual(maxBytes);
  },
  120_000,
);
