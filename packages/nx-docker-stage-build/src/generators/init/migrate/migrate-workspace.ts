import { isDeepStrictEqual } from 'node:util';
import type { ProjectConfiguration, TargetConfiguration, Tree } from '@nx/devkit';
import type { Devkit } from '../../load-devkit';
import { releasesImages } from './docker-plugin';
import { listLeftovers } from './list-leftovers';
import { migrateDefaults } from './migrate-defaults';
import { migratePlugins } from './migrate-plugins';
import { migrateTarget } from './migrate-target';
import type { ForeignPlugin, Migrated } from './model';

/** Turns targets of `@nx-tools/nx-container` and `@nx/docker` into targets of this plugin, and returns what became of each. */
export function migrateWorkspace(
  tree: Tree,
  devkit: Pick<
    Devkit,
    'getProjects' | 'readNxJson' | 'updateNxJson' | 'updateProjectConfiguration'
  >,
): Migrated[] {
  const before = devkit.readNxJson(tree) ?? {};
  const projects = [...devkit.getProjects(tree)];
  const { replaced, ...plugins } = migratePlugins(before, {
    releasesImages: releasesImages(
      before,
      projects.map(([, project]) => project),
    ),
  });
  const { nxJson, migrated } = migrateDefaults(plugins.nxJson, replaced);
  if (!isDeepStrictEqual(nxJson, before)) devkit.updateNxJson(tree, nxJson);
  const targets = projects.flatMap(([name, project]) => {
    const found = migrateTargets(project, replaced);
    if (found.length === 0) return [];
    const changed = found.map(({ targetName, target }) => [targetName, target]);
    const merged = { ...project.targets, ...Object.fromEntries(changed) };
    devkit.updateProjectConfiguration(tree, name, { ...project, targets: merged });
    return found.map(({ targetName, lost }) => ({ subject: `${name}:${targetName}`, lost }));
  });
  const manifest = JSON.parse(tree.read('package.json', 'utf8') ?? '{}') as object;
  return [
    { subject: 'nx.json', lost: plugins.lost },
    ...migrated,
    ...targets,
    { subject: 'package.json', lost: listLeftovers(nxJson, manifest) },
  ];
}

interface Found {
  readonly targetName: string;
  readonly target: TargetConfiguration;
  readonly lost: readonly string[];
}

function migrateTargets(
  { targets = {} }: ProjectConfiguration,
  replaced: ForeignPlugin | null,
): Found[] {
  return Object.entries(targets).flatMap(([targetName, target]) => {
    const inferred = targetName === replaced?.targetName ? replaced.translate : null;
    const migrated = migrateTarget(target, { inferred });
    return migrated ? [{ targetName, ...migrated }] : [];
  });
}
