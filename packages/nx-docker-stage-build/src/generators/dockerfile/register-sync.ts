import type { Tree } from '@nx/devkit';
import type { Devkit } from '../load-devkit';

/** The sync generator, as nx.json names it. */
export const SYNC_GENERATOR = 'nx-docker-stage-build:dockerfile-sync';

/** Lets `nx sync` and `nx sync:check` look after generated parts of Dockerfiles. */
export function registerSync(
  tree: Tree,
  { readNxJson, updateNxJson }: Pick<Devkit, 'readNxJson' | 'updateNxJson'>,
): void {
  const nxJson = readNxJson(tree) ?? {};
  const registered = nxJson.sync?.globalGenerators ?? [];
  if (registered.includes(SYNC_GENERATOR)) return;
  updateNxJson(tree, {
    ...nxJson,
    sync: { ...nxJson.sync, globalGenerators: [...registered, SYNC_GENERATOR] },
  });
}
