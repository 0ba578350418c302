import { readFile } from 'node:fs/promises';
import type { LoginSource } from './login';
import { loginMissing } from './login-missing';
import { toCredentials } from './credential-helper';
import type { Credentials } from './model';

type PasswordSource = Extract<LoginSource, { readonly type: 'env' | 'file' }>;
type Environment = Readonly<Record<string, string | undefined>>;

/** What looks like the name of a variable. Somebody may have written the password itself there: that is not repeated. */
const NAME = /^[A-Z][A-Z0-9_]{0,63}$/;

/**
 * The login that stands in the environment or in a file, read now.
 * @throws StageBuildError LOGIN_MISSING
 */
export async function readPassword(
  source: PasswordSource & { readonly registry: string },
  env: Environment,
): Promise<Credentials> {
  const { registry, username, usernameEnv } = source;
  const name =
    username ?? readVariable(usernameEnv ?? '', { env, registry, option: 'usernameEnv' });
  const password =
    source.type === 'env'
      ? readVariable(source.passwordEnv, { env, registry, option: 'passwordEnv' })
      : await readSecretFile(source.passwordFile, registry);
  return toCredentials(name, password);
}

interface Wanted {
  readonly env: Environment;
  readonly registry: string;
  readonly option: string;
}

function readVariable(variable: string, { env, registry, option }: Wanted): string {
  const value = withoutLineEnd(env[variable] ?? '');
  if (value !== '') return value;
  const name = NAME.test(variable) ? variable : `that ${option} names`;
  const problem = `the environment variable ${name} is ${env[variable] === undefined ? 'not set' : 'empty'}`;
  throw loginMissing(
    registry,
    problem,
    'Set it (in CI, hand the secret to this job), or take the entry out of `login`. Pull requests from forks are given no secrets.',
  );
}

async function readSecretFile(path: string, registry: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const problem =
      error.code === 'ENOENT'
        ? `there is no file ${path}`
        : `${path} cannot be read (${error.code})`;
    throw loginMissing(
      registry,
      problem,
      'Paths count from the workspace root: correct `passwordFile`.',
    );
  });
  const password = withoutLineEnd(text);
  if (password !== '') return password;
  throw loginMissing(registry, `${path} is empty`, 'Write the password or token to it.');
}

/** Editors and `echo` add one; no password ends with it, as for `docker login --password-stdin`. */
function withoutLineEnd(text: string): string {
  return text.replace(/[\r\n]+$/, '');
}
