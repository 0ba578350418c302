import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../engine/system/run';

const ATTEMPTS = 50;

/**
 * Runs an image, asks its app for a path and ends it.
 *
 * @param image its app listens on port 3000
 * @returns what the app answered
 * @throws Error when the app does not answer within 10 seconds
 */
export async function askApp(
  image: string,
  { path, env }: { path: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const docker = async (...args: string[]) => (await run('docker', args, { env })).stdout;
  const container = await docker('run', '--detach', '--publish=127.0.0.1::3000', image);
  try {
    const address = await docker('port', container, '3000/tcp');
    return await fetchUntilReady(`http://${address}${path}`);
  } finally {
    await docker('rm', '--force', container);
  }
}

async function fetchUntilReady(url: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return await response.text();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await wait(200);
    }
  }
}
