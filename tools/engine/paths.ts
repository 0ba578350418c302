import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every folder that the bring-up writes to. */
export interface Paths {
  /** Downloads, unpacked tools and base images: kept by `down`, removed by `down --purge`. */
  readonly cache: string;
  /** Logs of everything that was started, one file each. */
  readonly logs: string;
  /** Data of running services, too large for memory; removed when they stop. */
  readonly data: string;
  /** Sockets, pid files and records of running services; short, because socket paths are limited to 107 bytes. */
  readonly runtime: string;
}

/** The user whose folders are asked for. */
export interface User {
  /** Used where `XDG_CACHE_HOME` is not set. */
  readonly home: string;
  /** Used by others than root where `XDG_RUNTIME_DIR` is not set. */
  readonly temporary: string;
  readonly isRoot: boolean;
}

/**
 * Says where things go.
 *
 * @param env `XDG_CACHE_HOME` moves the cache, `XDG_RUNTIME_DIR` what is running, for others than root
 * @returns absolute folders; two caches never share a runtime folder
 */
export function pathsFor(env: NodeJS.ProcessEnv, user: User): Paths {
  const cache = join(env['XDG_CACHE_HOME'] || join(user.home, '.cache'), 'docker-stage-build-dev');
  const run = user.isRoot ? '/run' : env['XDG_RUNTIME_DIR'] || user.temporary;
  const key = createHash('sha256').update(cache).digest('hex').slice(0, 8);
  return {
    cache,
    logs: join(cache, 'logs'),
    data: join(cache, 'data'),
    runtime: join(run, 'docker-stage-build-dev', key),
  };
}

/** The folders of this user on this machine. `HOME` may be unset. */
export const paths: Paths = pathsFor(process.env, {
  home: homedir(),
  temporary: tmpdir(),
  isRoot: process.getuid?.() === 0,
});
