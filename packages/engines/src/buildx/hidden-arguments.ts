import type { BuildJob } from '../job';

const USERINFO = /[a-z][a-z0-9+.-]*:\/\/[^/\s@]+@/i;
/** Variables that docker and buildx act by themselves upon. */
const MEANT_FOR_DOCKER = /^(docker|buildx|buildkit)_|_proxy$|^(path|home|tmpdir)$/i;

/**
 * Names of build arguments that hold a URL with a user or password: buildx reads their values from its environment, as everybody on a machine
 * sees the arguments of a process. One that would change docker itself cannot be hidden so.
 */
export function hiddenArguments({
  buildArgs,
  env,
}: Pick<BuildJob, 'buildArgs' | 'env'>): ReadonlySet<string> {
  const names = Object.entries(buildArgs)
    .filter(([name, value]) => USERINFO.test(value) && !MEANT_FOR_DOCKER.test(name))
    .filter(([name, value]) => env[name] === undefined || env[name] === value)
    .map(([name]) => name);
  return new Set(names);
}
