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
  // Loaded when it is needed: it is an ES module, and most logins need no helper.
  const { execa } = await import('execa');
  const end = await execa(command, ['get'], {
    input: server,
    env,
    extendEnv: false,
    timeout,
    reject: false,
    stderr: 'ignore',
  });
  if (!end.failed) return readAnswer(command, end.stdout);
  if (end.stdout?.includes(NOT_FOUND)) return { login: null };
  if (end.code === 'ENOENT')
    return {
      problem: `${command} is not on PATH`,
      hint: "Install it, or remove it from Docker's config.json and run `docker login`.",
    };
  // What it printed is not shown: it may hold a secret.
  const how = end.timedOut
    ? `did not end within ${timeout / 1000} s`
    : `failed with ${end.exitCode ?? end.signal ?? end.code}`;
  return { problem: `${command} ${how}`, hint: tryByHand(command) };
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
    return { login: toCredentials(username, secret) };
  } catch {
    return bad;
  }
}

/** A user name and a secret, as helpers pair them. */
export function toCredentials(username: string, secret: string): Credentials {
  return username === TOKEN_USER ? { identityToken: secret } : { username, password: secret };
}
