/** What generators take from `@nx/devkit`: all of it is Nx's own. */
export type Devkit = typeof import('nx/src/devkit-exports.js');

/**
 * Loads `@nx/devkit`. A workspace may have Nx alone, and `nx add` installs no optional peers: there, it is the module of Nx that `@nx/devkit`
 * passes on, in every version that the plugin works with.
 */
export function loadDevkit(): Promise<Devkit> {
  return import('@nx/devkit').catch(() => import('nx/src/devkit-exports.js'));
}
