import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

type Environment = NodeJS.ProcessEnv;

/** The folder of the user's own configuration of Docker. */
export function dockerFolder(env: Environment): string {
  return env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
}

/**
 * The environment of a process that uses the configuration in `folder`, with the helper in `bin`. Builders stay where the user
 * has them. `DOCKER_AUTH_CONFIG` is taken away: Docker would take logins from it before it asks a helper.
 */
export function isolatedEnvironment(
  env: Environment,
  { folder, bin }: { readonly folder: string; readonly bin: string },
): Environment {
  const { DOCKER_AUTH_CONFIG: _logins, ...kept } = env;
  return {
    ...kept,
    DOCKER_CONFIG: folder,
    BUILDX_CONFIG: env['BUILDX_CONFIG'] || join(dockerFolder(env), 'buildx'),
    PATH: [bin, env['PATH']].filter(Boolean).join(delimiter),
  };
}
