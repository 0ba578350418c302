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
    return {
      problem: `"${name}" is not the name of a helper`,
      hint: "Correct credsStore and credHelpers in Docker's config.json.",
    };
  const end = await run(command, server, { env, timeout });
  if ('error' in end) return failure(command, end.error, timeout);
  if (end.code === 0) return readAnswer(command, end.output);
  if (end.output.includes(NOT_FOUND)) return { login: null };
  // What it printed is not shown: it may hold a secret.
  const how = end.code === null ? 'was killed' : `failed with ${end.code}`;
  return { problem: `${command} ${how}`, hint: tryByHand(command) };
}

type End =
  | { readonly code: number | null; readonly output: string }
  | { readonly error: NodeJS.ErrnoException };

async function run(command: string, input: string, { env, timeout }: HelperOptions): Promise<End> {
  // Not the `timeout` of spawn: its timer outlives a command that cannot be started.
  const signal = AbortSignal.timeout(timeout);
  const child = spawn(command, ['get'], { env, signal, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<{ error: NodeJS.ErrnoException } | { code: number | null }>(
    (resolve) => {
      child.once('error', (error) => resolve({ error }));
      child.once('close', (code) => resolve({ code }));
    },
  );
  // A helper that ends without reading closes the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const output = text(child.stdout).catch(() => '');
  const end = await ended;
  return 'error' in end ? end : { ...end, output: await output };
}

function failure(command: string, error: NodeJS.ErrnoException, timeout: number): HelperAnswer {
  if (error.name === 'AbortError')
    return {
      problem: `${command} did not end within ${timeout / 1000} s`,
      hint: tryByHand(command),
    };
  if (error.code === 'ENOENT')
    return {
      problem: `${command} is not on PATH`,
      hint: "Install it, or remove it from Docker's config.json and run `docker login`.",
    };
  return {
    problem: `${command} cannot be run (${error.code})`,
    hint: 'Check that it is executable.',
  };
}

function tryByHand(command: string): string {
  return `Run \`${command} get\` by hand.`;
}

function readAnswer(command: string, output: string): HelperAnswer {
  const bad = { problem: `${command} printed no login`, hint: tryByHand(command) };
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
