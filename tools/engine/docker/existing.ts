import { paths } from '../paths';
import { tryRun } from '../system/run';

/** A Docker that runs on this machine and is not ours. */
export interface ExistingDocker {
  readonly host: string;
  readonly serverVersion: string;
}

/**
 * Looks for a Docker with buildx that is running already. It is used as it is: never emptied, stopped
 * or configured.
 */
export async function findExistingDocker(): Promise<ExistingDocker | null> {
  if (process.env['DOCKER_HOST']?.includes(paths.runtime)) return null;
  const version = await tryRun('docker', ['version', '--format', '{{.Server.Version}}']);
  const buildx = await tryRun('docker', ['buildx', 'version']);
  if (version.exitCode !== 0 || buildx.exitCode !== 0) return null;
  return { host: await currentHost(), serverVersion: version.stdout };
}

async function currentHost(): Promise<string> {
  const format = '{{.Endpoints.docker.Host}}';
  const { stdout } = await tryRun('docker', ['context', 'inspect', '--format', format]);
  return process.env['DOCKER_HOST'] || stdout || 'unix:///var/run/docker.sock';
}
