import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelperAnswers } from './answer-helper';
import { ASKING, HELPER, helperProgram } from './helper-program';
import { isolateConfig } from './isolate-config';
import { dockerFolder, isolatedEnvironment } from './isolated-environment';
import { linkFolder } from './link-folder';
import type { FindHelperLogin, OwnDockerConfig } from './model';
import { serveHelper } from './serve-helper';
import { PREFIX, SOCKET, sweepLogins } from './sweep';

/** Bytes that the path of a socket may have: 104 with its end on macOS, 108 on Linux. */
const LONGEST_SOCKET = 103;

/**
 * Makes a configuration of Docker for the processes of a run. It is the user's own, with its contexts, builders, proxies and
 * plugins, but for the logins: those are asked of this process when they are needed, and never written anywhere.
 *
 * @param env the user's environment
 */
export async function ownDockerConfig(
  env: NodeJS.ProcessEnv,
  find: FindHelperLogin,
): Promise<OwnDockerConfig> {
  const base = temporaryBase();
  await sweepLogins(base);
  const folder = await mkdtemp(join(base, PREFIX));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.on('exit', remove);
  try {
    const server = await serveHelper(join(folder, SOCKET), new HelperAnswers(find));
    const bin = await writeHelper(folder);
    const config = join(folder, 'config');
    await mkdir(config);
    const own = dockerFolder(env);
    const text = await readFile(join(own, 'config.json'), 'utf8').catch(() => null);
    await writeFile(join(config, 'config.json'), isolateConfig(text, HELPER), { mode: 0o600 });
    await linkFolder(own, config);
    return {
      env: isolatedEnvironment(env, { folder: config, bin }),
      close: async () => {
        await server.close();
        await rm(folder, { recursive: true, force: true });
        process.off('exit', remove);
      },
    };
  } catch (error) {
    process.off('exit', remove);
    remove();
    throw error;
  }
}

/** Where a socket's path is not too long. */
function temporaryBase(): string {
  const longest = join(tmpdir(), `${PREFIX}XXXXXX`, SOCKET);
  return Buffer.byteLength(longest) <= LONGEST_SOCKET ? tmpdir() : '/tmp';
}

async function writeHelper(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  const script = join(folder, 'ask.cjs');
  const program = helperProgram({ node: process.execPath, script, socket: join(folder, SOCKET) });
  await mkdir(bin);
  await writeFile(script, ASKING);
  await writeFile(join(bin, `docker-credential-${HELPER}`), program, { mode: 0o700 });
  return bin;
}
