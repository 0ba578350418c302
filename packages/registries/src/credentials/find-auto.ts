import { StageBuildError } from '@docker-stage-build/core';
import { ecrCredentials } from '../ecr/login/ecr-credentials';
import type { EcrRegistry } from '../ecr/model';
import { ecrLoginOf } from './ecr-login';
import type { Credentials, CredentialSource, FindLogin } from './model';
import type { DockerLogins } from './read-credentials';

export interface AutoOptions {
  readonly docker: DockerLogins;
  readonly env: NodeJS.ProcessEnv;
  /** Logins of ECR's registries, for tests. Default: AWS's. */
  readonly ecr?: CredentialSource;
  readonly warn: (message: string) => void;
}

/** Finds a login that nobody said anything about. */
export type FindAuto = (registry: string, options: FindLogin) => Promise<Credentials | null>;

/**
 * What Docker's configuration has; for ECR, where no helper is configured for it, what AWS's chain of credentials has, and
 * Docker's configuration where that has nothing. The function rejects with an AwsError where neither has a login for a private registry.
 */
export function autoFinder({ docker, env, ecr = ecrCredentials(), warn }: AutoOptions): FindAuto {
  return async (registry, options) => {
    if (!isAwsAsked(registry, env) || (await docker.hasHelperFor(registry)))
      return docker.find(registry, options);
    try {
      return await ecr.find(registry, options);
    } catch (error) {
      if (!(error instanceof StageBuildError)) throw error;
      const login = await docker.find(registry);
      if (login === null && ecrKind(registry) === 'private') throw error;
      if (error.code !== 'AWS_CREDENTIALS_MISSING')
        warn(
          `AWS gives no login for ${registry}, so ${login ? "Docker's is used" : 'it is asked without'}: ${error.message}`,
        );
      return login;
    }
  };
}

/** Variables that say that somebody means to be known to AWS. */
const AWS_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/**
 * Whether AWS is asked for the login of a registry that has no entry. The public registry is read without one: there AWS is asked only
 * where the environment speaks of it, as looking for an instance's role takes a second where there is none.
 */
export function isAwsAsked(registry: string, env: NodeJS.ProcessEnv): boolean {
  const kind = ecrKind(registry);
  if (kind === 'public') return AWS_VARIABLES.some((name) => Boolean(env[name]));
  return kind === 'private';
}

/** A host that is meant to be ECR's and cannot be counts as one: why it cannot be is said when its login is looked for. */
function ecrKind(registry: string): EcrRegistry['kind'] | null {
  try {
    return ecrLoginOf(registry, 'auto')?.registry.kind ?? null;
  } catch (error) {
    if (error instanceof StageBuildError) return 'private';
    throw error;
  }
}
