import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { askHelper } from './credential-helper';
import {
  authFor,
  helperFor,
  parseDockerConfig,
  serverAddressOf,
  type DockerConfig,
} from './docker-config';
import type { Credentials, CredentialSource } from './model';

export interface ReadCredentialsOptions {
  /** `DOCKER_CONFIG` and the home folder say where the configuration is; helpers run in it. */
  readonly env: NodeJS.ProcessEnv;
  /** Told, once each, what kept a login from being found. The text holds no secret. */
  readonly warn?: (message: string) => void;
}

const HELPER_TIMEOUT = 30_000;
const NOTHING: DockerConfig = { auths: {}, credHelpers: {}, credsStore: null };

/**
 * The logins of Docker's own configuration: credential helpers, the credentials store, `auths`. Nothing is read and no
 * helper runs before a registry is asked for. A login that cannot be had is a warning; the registry then decides.
 */
export function readCredentials({
  env,
  warn = () => undefined,
}: ReadCredentialsOptions): CredentialSource {
  let config: Promise<DockerConfig> | undefined;
  const logins = new Map<string, Promise<Credentials | null>>();

  async function look(registry: string): Promise<Credentials | null> {
    config ??= readConfig(configPath(env), warn);
    const known = await config;
    const helper = helperFor(registry, known);
    if (helper === null) return authFor(registry, known);
    const server = serverAddressOf(registry);
    const answer = await askHelper(helper, server, { env, timeout: HELPER_TIMEOUT });
    if ('problem' in answer)
      warn(
        `No login for ${registry} from its credential helper: ${answer.problem}. ${answer.hint}`,
      );
    const login = 'login' in answer ? answer.login : null;
    return login ?? authFor(registry, known);
  }

  return {
    find(registry) {
      const login = logins.get(registry) ?? look(registry);
      logins.set(registry, login);
      return login;
    },
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
