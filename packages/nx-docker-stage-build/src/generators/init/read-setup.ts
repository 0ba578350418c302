import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { parsePluginOptions } from '../../options';
import { readRegistryFacts } from '../ci/registry-facts';
import type { Devkit } from '../load-devkit';
import { pluginOptionsIn } from '../nx-json';
import { isForeignPlugin } from './migrate/migrate-plugins';
import { isForeign } from './migrate/migrate-target';
import type { Setup } from './next-steps';

/** What a workspace has, once the plugin is registered. */
export function readSetup(
  tree: Tree,
  { getProjects, readNxJson }: Pick<Devkit, 'getProjects' | 'readNxJson'>,
): Omit<Setup, 'pipeline'> {
  const nxJson = readNxJson(tree) ?? {};
  const { targetName, planTargetName, dockerfile, defaults } = parsePluginOptions(
    pluginOptionsIn(nxJson),
  );
  const projects = [...getProjects(tree)];
  const executors = projects.flatMap(([, { targets = {} }]) =>
    Object.values(targets).map(({ executor }) => executor),
  );
  return {
    images: projects
      .filter(([, { root }]) => tree.exists(posix.join(root, dockerfile)))
      .map(([name]) => name)
      .sort(),
    migratable: (nxJson.plugins ?? []).some(isForeignPlugin) || executors.some(isForeign),
    targets: { image: targetName, plan: planTargetName },
    registry: defaults.image === undefined ? null : readRegistryFacts(defaults.image),
  };
}
