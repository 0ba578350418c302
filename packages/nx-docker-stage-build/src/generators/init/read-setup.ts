import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { parsePluginOptions } from '../../options';
import { readRegistryFacts } from '../ci/registry-facts';
import type { Devkit } from '../load-devkit';
import { pluginOptionsIn } from '../nx-json';
import type { Setup } from './next-steps';

/** What a workspace has, once the plugin is registered. */
export function readSetup(
  tree: Tree,
  { getProjects, readNxJson }: Pick<Devkit, 'getProjects' | 'readNxJson'>,
): Omit<Setup, 'pipeline'> {
  const { targetName, planTargetName, dockerfile, defaults } = parsePluginOptions(
    pluginOptionsIn(readNxJson(tree) ?? {}),
  );
  const projects = [...getProjects(tree)].filter(([, { root }]) =>
    tree.exists(posix.join(root, dockerfile)),
  );
  return {
    images: projects.map(([name]) => name).sort(),
    targets: { image: targetName, plan: planTargetName },
    registry: defaults.image === undefined ? null : readRegistryFacts(defaults.image),
  };
}
