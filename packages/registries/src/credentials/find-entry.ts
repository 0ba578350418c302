import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { askHelper } from './credential-helper';
import type { Login } from './login';
import { loginMissing } from './login-missing';
import type { Credentials } from './model';
import { readCredentials } from './read-credentials';
import { readPassword } from './read-password';
import { serverAddressOf } from './docker-config';

const HELPER_TIMEOUT = 30_000;

/** A login of a list that is not AWS's to give. */
export type PlainLogin = Exclude<Login, { readonly type: 'ecr' | 'ecr-public' }>;

/**
 * Finds the login that an entry of a list stands for, now.
 * @param registry its one name
 * @throws StageBuildError LOGIN_MISSING: an entry was written to be used
 */
export async function findEntry(
  registry: string,
  { entry, env }: { readonly entry: PlainLogin; readonly env: NodeJS.ProcessEnv },
): Promise<Credentials> {
  switch (entry.type) {
    case 'env':
    case 'file':
      return readPassword(entry, env);
    case 'helper':
      return fromHelper(registry, entry.helper, env);
    case 'docker':
      return fromConfig(registry, entry.config, env);
  }
}

async function fromHelper(
  registry: string,
  name: string,
  env: NodeJS.ProcessEnv,
): Promise<Credentials> {
  const answer = await askHelper(name, serverAddressOf(registry), { env, timeout: HELPER_TIMEOUT });
  if ('problem' in answer) throw loginMissing(registry, answer.problem, answer.hint);
  if (answer.login !== null) return answer.login;
  const hint = 'Log in with the tool that the helper belongs to.';
  throw loginMissing(registry, `docker-credential-${name} has none`, hint);
}

async function fromConfig(
  registry: string,
  config: string,
  env: NodeJS.ProcessEnv,
): Promise<Credentials> {
  const path = await configFile(config);
  const hint =
    'Correct `config` of the entry (paths count from the workspace root), or log in there: `docker --config FOLDER login`.';
  await access(path).catch(() => {
    throw loginMissing(registry, `there is no readable ${path}`, hint);
  });
  const problems: string[] = [];
  const warn = (message: string): void => void problems.push(message.replace(/\.$/, ''));
  const login = await readCredentials({ env, path, warn }).find(registry);
  if (login !== null) return login;
  throw loginMissing(registry, problems.join('; ') || `${path} has none`, hint);
}

/** The file itself, or the one of its folder. */
async function configFile(config: string): Promise<string> {
  const isFolder = await stat(config).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(config, 'config.json') : config;
}
