import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '../paths';
import { report } from '../report';
import { identify, isAlive, type ProcessIdentity } from './process-identity';
import { waitUntil } from './wait';

/** A shorter wait is not worth a word. */
const TELL_MS = 2_000;

/** Longer than any bring-up takes from nothing. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Does one thing at a time across processes. A holder that died is not waited for.
 *
 * @param name what is locked
 * @throws Error when the lock is not free after 15 minutes
 */
export async function withLock<T>(name: string, action: () => Promise<T>): Promise<T> {
  await mkdir(paths.runtime, { recursive: true });
  const file = join(paths.runtime, `${name}.lock`);
  const start = Date.now();
  let told = false;
  const taken = await waitUntil(async () => {
    const holder = await tryTake(file);
    if (holder && !told && Date.now() - start > TELL_MS) {
      report(`waiting for process ${holder.pid}, which holds ${file}`);
      told = true;
    }
    return holder === null;
  }, PATIENCE_MS);
  if (!taken) throw new Error(`${file} is still held; stop its holder and try again`);
  try {
    return await action();
  } finally {
    await rm(file, { force: true });
  }
}

/** Takes the lock, or says who has it. */
async function tryTake(file: string): Promise<ProcessIdentity | null> {
  const own = `${file}.${process.pid}.${process.hrtime.bigint()}`;
  await writeFile(own, JSON.stringify(identify(process.pid)));
  try {
    // A hard link appears at once with its content, so nobody ever reads a half-written lock.
    await link(own, file);
    return null;
  } catch {
    return await readHolder(file);
  } finally {
    await rm(own, { force: true });
  }
}

/** Who holds the lock; one whose holder is gone is put aside and taken. */
async function readHolder(file: string): Promise<ProcessIdentity | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const holder = text === null ? null : (JSON.parse(text) as ProcessIdentity);
  if (holder && isAlive(holder)) return holder;
  const aside = `${file}.${process.pid}.stale`;
  await rename(file, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => text);
  // Another waiter was faster and it is its lock that we moved: put it back.
  if (moved !== text) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  return tryTake(file);
}
