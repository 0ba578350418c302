import { basicValue } from '../client/basic';
import { ecrCredentials } from '../ecr/login/ecr-credentials';
import { ecrLoginOf } from './ecr-login';
import { autoFinder, isAwsAsked } from './find-auto';
import { findEntry } from './find-entry';
import { keepLogins } from './keep-logins';
import { loginFor, registryName, type LoginWish } from './login';
import type { Credentials, CredentialSource } from './model';
import { readCredentials } from './read-credentials';

export interface OpenLoginsOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Told, once each, what kept a login from being found. The text holds no secret. */
  readonly warn?: (message: string) => void;
  /** Told every secret that is found, to be taken out of texts that people will see. */
  readonly keepSecret?: (...secrets: readonly string[]) => void;
}

/**
 * The logins of a run: those of a list first, Docker's and AWS's own for all other registries; with `none` those of Docker's
 * configuration, as the engine has them. Nothing is read, run or asked before a registry needs it.
 *
 * `find` rejects with LOGIN_MISSING for an entry that leads to no login, and with an AwsError for a registry of ECR.
 */
export function openLogins(
  wish: LoginWish,
  { env, warn = () => undefined, keepSecret = () => undefined }: OpenLoginsOptions,
): CredentialSource {
  const source = compose(wish, { env, warn });
  return {
    async find(registry, options) {
      const login = await source.find(registry, options);
      if (login !== null) keepSecret(...secretsOf(login));
      return login;
    },
  };
}

function secretsOf(login: Credentials): string[] {
  if ('identityToken' in login) return [login.identityToken];
  return [login.password, basicValue(login)];
}

function compose(
  wish: LoginWish,
  { env, warn }: Required<Pick<OpenLoginsOptions, 'env' | 'warn'>>,
): CredentialSource {
  const docker = readCredentials({ env, warn });
  if (wish === 'none') return docker;
  const auto = keepLogins(autoFinder({ docker, env, warn }));
  const ecr = ecrCredentials({ loginOf: (host) => ecrLoginOf(host, wish) });
  const listed = keepLogins(async (registry) => {
    const entry = loginFor(registry, wish);
    if (entry === null || entry.type === 'ecr' || entry.type === 'ecr-public') return null;
    return findEntry(registry, { entry, env });
  });
  return {
    find(host, options) {
      const registry = registryName(host);
      const type = loginFor(registry, wish)?.type;
      if (type === undefined) return auto.find(registry, options);
      // An ECR token is kept by who got it, who knows its end.
      return (type === 'ecr' || type === 'ecr-public' ? ecr : listed).find(registry, options);
    },
  };
}

interface Wished {
  readonly wish: LoginWish;
  readonly env: NodeJS.ProcessEnv;
}

/** Whether the login of a registry is Docker's own matter: it has no entry, and AWS is not asked. */
export function isDockersOwn(registry: string, { wish, env }: Wished): boolean {
  return wish === 'none' || (loginFor(registry, wish) === null && !isAwsAsked(registry, env));
}

/**
 * Whether Docker's own configuration does for an engine that asks these registries. A list of logins is always more: an
 * engine also asks mirrors, and registries of its own frontends.
 */
export function isDockerEnough(registries: readonly string[], wished: Wished): boolean {
  const hasList = typeof wished.wish !== 'string' && wished.wish.length > 0;
  return !hasList && registries.every((registry) => isDockersOwn(registry, wished));
}
