import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { askHelper } from './credential-helper';
import {
  authFor,
  hasHelperFor,
  helperFor,
  parseDockerConfig,
  serverAddressOf,
  type DockerConfig,
} from './docker-config';
import { keepLogins } from './keep-logins';
import type { Credentials, CredentialSource } from './model';

export interface ReadCredentialsOptions {
  /** `DOCKER_CONFIG` and the home folder say where the configuration is; helpers run in it. */
  readonly env: NodeJS.ProcessEnv;
  /** A `config.json` other than the one that `env` leads to. */
  readonly path?: string;
  /** Told, once each, what kept a login from being found. The text holds no secret. */
  readonly warn?: (message: string) => void;
}

/** The logins of one configuration of Docker. */
export interface DockerLogins extends CredentialSource {
  /** Whether a helper was configured for this very registry. */
  hasHelperFor(registry: string): Promise<boolean>;
}

const HELPER_TIMEOUT = 30_000;
const NOTHING: DockerConfig = { auths: {}, credHelpers: {}, credsStore: null };

/**
 * The logins of Docker's own configuration: `DOCKER_AUTH_CONFIG`, credential helpers, the credentials store, `auths`. Nothing is
 * read and no helper runs before a registry is asked for. A login that cannot be had is a warning; the registry then decides.
 */
export function readCredentials({
  env,
  path,
  warn = () => undefined,
}: ReadCredentialsOptions): DockerLogins {
  const warnOnce = once(warn);
  let config: Promise<DockerConfig> | undefined;
  const read = (): Promise<DockerConfig> =>
    (config ??= readConfig(path ?? configPath(env), warnOnce));
  // Docker asks this variable before anything else, since 28.3; GitLab's jobs have it.
  const variable = path === undefined ? env['DOCKER_AUTH_CONFIG'] : undefined;
  const first = (variable && parseDockerConfig(variable)) || NOTHING;

  async function look(registry: string): Promise<Credentials | null> {
    const given = authFor(registry, first);
    if (given !== null) return given;
    const known = await read();
    const helper = helperFor(registry, known);
    if (helper === null) return authFor(registry, known);
    const server = serverAddressOf(registry);
    const answer = await askHelper(helper, server, { env, timeout: HELPER_TIMEOUT });
    if ('problem' in answer)
      warnOnce(
        `No login for ${registry} from its credential helper: ${answer.problem}. ${answer.hint}`,
      );
    const login = 'login' in answer ? answer.login : null;
    return login ?? authFor(registry, known);
  }

  return {
    ...keepLogins(look),
    hasHelperFor: async (registry) => hasHelperFor(registry, await read()),
  };
}

function once(warn: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    warn(message);
  };
}

function configPath(env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  return join(env['DOCKER_CONFIG'] || join(home, '.docker'), 'config.json');
}

async function readConfig(path: string, warn: (message: string) => void): Promise<DockerConfig> {
  try {
    const config = parseDockerConfig(await readFile(path, 'utf8'));
    if (config) return config;
    warn(`${path} is not a JSON object: no logins are taken from it.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') warn(`${path} cannot be read (${code}): no logins are taken from it.`);
  }
  return NOTHING;
}
