import { lstat, lutimes, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StageBuildError } from '@docker-stage-build/core';
import type { CallOptions } from '../call-options';
import { ignoreMissing } from './layout-files';
import { isAlive, machineName } from './machine';

export interface LockOptions extends CallOptions {
  /** Milliseconds after which waiting ends with CACHE_LOCKED. */
  readonly wait: number;
}

/** A lock that is held. */
export interface Lock {
  /** Rejects when the lock was taken over, as from a process that was stopped for long: asked before what cannot be undone. */
  assertHeld(): Promise<void>;
}

interface Owner {
  readonly machine: string;
  readonly pid: number;
}

/** A holder shows that it lives this often; without a sign for `STALE` it is dead. In milliseconds. */
const HEARTBEAT = 5_000;
const STALE = 30_000;
/** Between two looks at a lock that somebody holds, on average. */
const POLL = 40;

/**
 * Runs work while no other process does under the same folder. The lock is the link with the highest number in it. Its
 * holder keeps the link's time fresh, and sets it back to give the lock up; whoever takes a lock, free or left behind,
 * makes the next number, which the file system grants to one only. So nothing that somebody else may hold is ever
 * removed, and a dead holder is replaced without a race.
 * @throws StageBuildError CACHE_LOCKED
 */
export async function withLock<T>(
  folder: string,
  { wait, signal }: LockOptions,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  const number = await acquire(folder, Date.now() + wait, signal);
  const path = join(folder, String(number));
  const assertHeld = async (): Promise<void> => {
    if ((await highest(folder)) !== number) throw locked(folder, 'It was taken over by another.');
  };
  const beat = setInterval(() => void setTime(path, new Date()), HEARTBEAT).unref();
  try {
    return await work({ assertHeld });
  } finally {
    clearInterval(beat);
    await setTime(path, new Date(0));
  }
}

async function acquire(folder: string, deadline: number, signal?: AbortSignal): Promise<number> {
  for (;;) {
    signal?.throwIfAborted();
    const last = await highest(folder);
    const holder = last === 0 ? null : await holderOf(join(folder, String(last)));
    if (holder === null && (await claim(folder, last + 1))) return last + 1;
    if (Date.now() > deadline) throw locked(folder, `${holder ?? 'Another process'} holds it.`);
    await sleep(POLL * (0.5 + Math.random()), undefined, { signal });
  }
}

async function claim(folder: string, number: number): Promise<boolean> {
  const path = join(folder, String(number));
  const owner: Owner = { machine: machineName(), pid: process.pid };
  try {
    // A link leads nowhere, but it is made together with its text: no crash leaves one that says nothing.
    await symlink(JSON.stringify(owner), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  const numbers = await readNumbers(folder);
  // Whoever came late to a number that was used and removed long ago sees a higher one.
  const isMine = Math.max(...numbers) === number;
  const leftovers = isMine ? numbers.filter((other) => other < number) : [number];
  for (const leftover of leftovers) await rm(join(folder, String(leftover)), { force: true });
  return isMine;
}

/** Who holds a lock, in words; `null` when nobody does. */
async function holderOf(path: string): Promise<string | null> {
  const link = await lstat(path).catch(ignoreMissing);
  if (link === null || Date.now() - link.mtimeMs > STALE) return null;
  const owner = parseOwner(await readlink(path).catch(ignoreMissing));
  if (owner === null) return 'Another process';
  if (owner.machine === machineName() && !isAlive(owner.pid)) return null;
  return `Process ${owner.pid} of ${owner.machine.split(' ')[0]}`;
}

async function highest(folder: string): Promise<number> {
  return Math.max(0, ...(await readNumbers(folder)));
}

async function readNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).map(Number).filter(Number.isSafeInteger);
}

function parseOwner(text: string | null): Owner | null {
  try {
    const { machine, pid } = JSON.parse(text ?? '') as Partial<Owner>;
    return machine !== undefined && pid !== undefined ? { machine, pid } : null;
  } catch {
    return null;
  }
}

/** What fails here only makes the lock go stale: it may have been taken over already, or the disk be gone. */
async function setTime(path: string, time: Date): Promise<void> {
  await lutimes(path, time, time).catch(() => undefined);
}

function locked(folder: string, why: string): StageBuildError {
  return new StageBuildError('CACHE_LOCKED', `The local cache is locked (${folder}). ${why}`, {
    hint: 'Wait for the other build and try again. A lock that was left behind is taken over by itself.',
    retryable: true,
  });
}
