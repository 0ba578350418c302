import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Credentials } from './model';

/** What a helper said: a login, that it has none, or why it could not say. No field but the login holds a secret. */
export type HelperAnswer =
  { readonly login: Credentials | null } | { readonly problem: string; readonly hint: string };

export interface HelperOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly timeout: number;
}

/** What helpers print, on standard output, for an address they have nothing for. */
const NOT_FOUND = 'credentials not found';
/** The user name that says the secret is an identity token. */
const TOKEN_USER = '<token>';

/**
 * Asks `docker-credential-<name> get` for a server's login. Its protocol:
 * https://docs.docker.com/reference/cli/docker/login/#credential-helper-protocol
 */
export async function askHelper(
  name: string,
  server: string,
  { env, timeout }: HelperOptions,
): Promise<HelperAnswer> {
  const command = `docker-credential-${name}`;
  if (!/^[\w.-]+$/.test(name))
    return { problem: `"${name}" is not the name of a helper`, hint: '' };
  const child = spawn(command, ['get'], { env, timeout, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<number | null | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  // A helper that ends without reading closes the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(server);
  const output = await text(child.stdout).catch(() => '');
  const outcome = await ended;
  if (outcome instanceof Error) return failure(command, outcome);
  if (outcome === 0) return readAnswer(command, output);
  if (output.includes(NOT_FOUND)) return { login: null };
  // What it printed is not shown: it may hold a secret.
  const how =
    outcome === null ? `did not end within ${timeout / 1000} s` : `failed with ${outcome}`;
  return { problem: `${command} ${how}`, hint: `Run \`${command} get\` by hand.` };
}

function failure(command: string, error: NodeJS.ErrnoException): HelperAnswer {
  return error.code === 'ENOENT'
    ? {
        problem: `${command} is not on PATH`,
        hint: `Install it, or remove it from Docker's config.json and run \`docker login\`.`,
      }
    : { problem: `${command} cannot be run (${error.code})`, hint: 'Check that it is executable.' };
}

function readAnswer(command: string, output: string): HelperAnswer {
  const bad = { problem: `${command} printed no login`, hint: `Run \`${command} get\` by hand.` };
  try {
    const { Username: username, Secret: secret } = JSON.parse(output) as Record<string, unknown>;
    if (typeof username !== 'string' || typeof secret !== 'string') return bad;
    if (secret === '') return { login: null };
    return {
      login: username === TOKEN_USER ? { identityToken: secret } : { username, password: secret },
    };
  } catch {
    return bad;
  }
}
