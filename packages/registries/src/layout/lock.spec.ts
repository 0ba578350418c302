import { spawnSync } from 'node:child_process';
import { lutimes, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock';
import { machineName } from './machine';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'lock-'))));
afterEach(() => rm(folder, { recursive: true }));

const leave = (number: number, owner: object) =>
  symlink(JSON.stringify(owner), join(folder, String(number)));
const endedPid = () => spawnSync('true').pid;
const take = (wait = 300) => withLock(folder, { wait }, async () => 'taken');

it('lets one in at a time', async () => {
  let inside = 0;
  const work = async () => {
    expect(++inside).toBe(1);
    await sleep(2);
    inside--;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(folder, { wait: 10_000 }, work)));
  expect(await readdir(folder)).toEqual(['20']);
});

it('is given up when the work fails', async () => {
  const failing = withLock(folder, { wait: 100 }, () => Promise.reject(new Error('work')));
  await expect(failing).rejects.toThrow('work');
  expect(await take()).toBe('taken');
});

it('takes over at once from a process that is gone', async () => {
  await leave(7, { machine: machineName(), pid: endedPid() });
  expect(await take(0)).toBe('taken');
  expect(await readdir(folder)).toEqual(['8']);
});

it.each([
  ['a process that lives', () => ({ machine: machineName(), pid: process.pid })],
  ['a process of another machine', () => ({ machine: 'elsewhere', pid: endedPid() })],
  ['one who is not known', () => ({})],
])('waits for %s, and says so', async (_, owner) => {
  await leave(3, owner());
  await expect(take()).rejects.toMatchObject({ code: 'CACHE_LOCKED', retryable: true });
});

it('takes over from whoever gave no sign for long', async () => {
  await leave(3, { machine: 'elsewhere', pid: 1 });
  const then = new Date(Date.now() - 60_000);
  await lutimes(join(folder, '3'), then, then);
  expect(await take(0)).toBe('taken');
});

it('tells a holder that it was taken over', async () => {
  await withLock(folder, { wait: 0 }, async ({ assertHeld }) => {
    await assertHeld();
    await leave(2, {});
    await expect(assertHeld()).rejects.toMatchObject({ code: 'CACHE_LOCKED' });
  });
});

it('stops waiting when it is told to', async () => {
  await leave(1, { machine: machineName(), pid: process.pid });
  const signal = AbortSignal.timeout(50);
  await expect(withLock(folder, { wait: 10_000, signal }, async () => 1)).rejects.toThrow(
    /abort|timeout/i,
  );
});
