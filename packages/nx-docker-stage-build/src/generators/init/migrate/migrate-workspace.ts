import type { TargetConfiguration, Tree } from '@nx/devkit';
import type { Devkit } from '../../load-devkit';
import { dockerTargetName, migrateDockerPlugin } from './docker-plugin';
import { migrateTarget } from './migrate-target';
import type { Migrated } from './model';

/** Turns targets of `@nx-tools/nx-container` and `@nx/docker` into targets of this plugin, and returns what became of each. */
export function migrateWorkspace(tree: Tree, devkit: Devkit): Migrated[] {
  const nxJson = devkit.readNxJson(tree) ?? {};
  const dockerTarget = dockerTargetName(nxJson);
  const plugin = migrateDockerPlugin(nxJson);
  const replaced = plugin.nxJson !== nxJson;
  if (replaced) devkit.updateNxJson(tree, plugin.nxJson);
  const projects = [...devkit.getProjects(tree)].flatMap(([name, project]) => {
    const found = Object.entries(project.targets ?? {}).flatMap(([targetName, target]) => {
      const migrated = migrateTarget(target, {
        dockerTarget: replaced && targetName === dockerTarget,
      });
      return migrated ? [{ targetName, ...migrated }] : [];
    });
    if (found.length === 0) return [];
    const targets: Record<string, TargetConfiguration> = { ...project.targets };
    for (const { targetName, target } of found) targets[targetName] = target;
    devkit.updateProjectConfiguration(tree, name, { ...project, targets });
    return found.map(({ targetName, lost }) => ({ subject: `${name}:${targetName}`, lost }));
  });
  return [{ subject: 'nx.json', lost: plugin.lost }, ...projects];
}
