import { readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** Folders of runs are named so. */
export const PREFIX = 'docker-stage-build-logins-';
/** The socket in such a folder. */
export const SOCKET = 'socket';
/** A folder without a socket is still being made, or was left by a process that was killed just then, an hour ago, in milliseconds. */
const ABANDONED = 3_600_000;

/** Removes what runs left that were killed. They hold no secret, and nobody answers at their sockets any more. */
export async function sweepLogins(base: string): Promise<void> {
  const names = (await readdir(base).catch(() => [])).filter((name) => name.startsWith(PREFIX));
  await Promise.all(
    names.map(async (name) => {
      const folder = join(base, name);
      if (!(await isLeft(folder))) return;
      // Another user's is that user's to remove.
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }),
  );
}

async function isLeft(folder: string): Promise<boolean> {
  const code = await connectionError(join(folder, SOCKET));
  if (code === 'ECONNREFUSED') return true;
  if (code !== 'ENOENT') return false;
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Infinity }));
  return Date.now() - mtimeMs > ABANDONED;
}

/** Why nobody answers at a socket; `null` where somebody does. */
function connectionError(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('connect', () => resolve((socket.destroy(), null)));
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
  });
}
