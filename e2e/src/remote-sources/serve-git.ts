import { spawn } from 'node:child_process';
import { createServer, connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../../../tools/engine/system/run';

export interface GitDaemon {
  /** `git://127.0.0.1:PORT` */
  readonly url: string;
  stop(): void;
}

/** Serves the repositories of a folder by git's own protocol. */
export async function serveGit(repositories: string): Promise<GitDaemon> {
  const programs = (await run('git', ['--exec-path'])).stdout;
  const port = await findPort();
  const daemon = spawn(
    join(programs, 'git-daemon'),
    [
      ...['--listen=127.0.0.1', `--port=${port}`, '--reuseaddr', '--export-all'],
      ...[`--base-path=${repositories}`, repositories],
    ],
    { stdio: 'ignore' },
  );
  while (!(await answers(port))) {
    if (daemon.exitCode !== null) throw new Error(`git-daemon ended with ${daemon.exitCode}`);
    await wait(20);
  }
  return { url: `git://127.0.0.1:${port}`, stop: () => void daemon.kill() };
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.end());
  });
}
