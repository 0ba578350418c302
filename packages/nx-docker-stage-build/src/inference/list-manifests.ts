import { posix } from 'node:path';
import { INSTALL_SETTINGS } from '../manifests/list-copied';
import { MADE_CONTEXTS } from '../manifests/made-contexts';
import { ROOT_MANIFESTS } from '../manifests/package-manager';
import type { WorkspaceFiles } from './workspace-files';

/**
 * What made contexts of manifests are made from, besides what the project depends on. Versions of the project's own packages
 * count by themselves; those of the root's tools do not, so where these are in, the lockfile counts as a whole.
 */
export function listManifests(
  made: readonly string[],
  { projectRoot, kindOf }: { readonly projectRoot: string } & Pick<WorkspaceFiles, 'kindOf'>,
): string[] {
  if (made.length === 0) return [];
  const hasTools = made.some((name) => MADE_CONTEXTS[name]?.dev);
  const root = hasTools ? ROOT_MANIFESTS : ['package.json', 'pnpm-workspace.yaml'];
  const files = [...root, ...INSTALL_SETTINGS, posix.join(projectRoot, 'package.json')];
  return files.filter((path) => kindOf(path) !== 'absent');
}
