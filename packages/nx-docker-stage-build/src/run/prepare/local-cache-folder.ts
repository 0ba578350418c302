import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder that remembers which images the local engine holds. */
export function loadedImagesFolder(env: NodeJS.ProcessEnv): string {
  return `${localCacheFolder(env)}-images`;
}

/** Folder of the local cache where none was asked for: outside of the workspace, which runners wipe. */
export function localCacheFolder(env: NodeJS.ProcessEnv): string {
  const caches = env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache');
  return join(caches, 'docker-stage-build');
}
