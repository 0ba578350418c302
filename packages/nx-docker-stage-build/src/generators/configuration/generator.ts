import { posix } from 'node:path';
import type { ProjectConfiguration, Tree } from '@nx/devkit';
import { findNearest, StageBuildError } from '@docker-stage-build/core';
import { configurationOptions, parseGeneratorOptions, parsePluginOptions } from '../../options';
import { logger } from '../../report/logger';
import { loadDevkit, type Devkit } from '../load-devkit';
import { findPlugin, pluginOptionsIn } from '../nx-json';
import { runGenerator } from '../run-generator';
import { mergeTarget } from './merge-target';

/** Generator `configuration`: adds a target for a project's image, or configurations to it. */
export default function configurationGenerator(tree: Tree, raw: unknown): Promise<void> {
  return runGenerator(async () => {
    const options = parseGeneratorOptions(configurationOptions, raw, {
      generator: 'configuration',
    });
    const devkit = await loadDevkit();
    const project = readProject(tree, { name: options.project, devkit });
    const nxJson = devkit.readNxJson(tree) ?? {};
    const plugin = parsePluginOptions(pluginOptionsIn(nxJson));
    const targetName = options.targetName ?? plugin.targetName;
    const hasDockerfile = tree.exists(posix.join(project.root, plugin.dockerfile));
    const { target, kept } = mergeTarget(project.targets?.[targetName], {
      options,
      task: `${options.project}:${targetName}`,
      inferred: hasDockerfile && targetName === plugin.targetName && Boolean(findPlugin(nxJson)),
    });
    devkit.updateProjectConfiguration(tree, options.project, {
      ...project,
      targets: { ...project.targets, [targetName]: target },
    });
    for (const name of kept) {
      logger.warn(`The configuration ${name} is there already and stays. --force writes over it.`);
    }
    if (!hasDockerfile) {
      logger.warn(
        `${options.project} has no ${plugin.dockerfile} yet: nx g nx-docker-stage-build:dockerfile ${options.project}`,
      );
    }
  });
}

interface Wanted {
  readonly name: string;
  readonly devkit: Devkit;
}

/** @throws StageBuildError PROJECT_UNKNOWN */
function readProject(tree: Tree, { name, devkit }: Wanted): ProjectConfiguration {
  const projects = devkit.getProjects(tree);
  const project = projects.get(name);
  if (project) return project;
  const names = [...projects.keys()];
  const nearest = findNearest(name, names);
  throw new StageBuildError(
    'PROJECT_UNKNOWN',
    `There is no project "${name}" that has a file for its configuration.`,
    {
      hint:
        nearest === null
          ? `Those with a project.json or a package.json are ${names.sort().join(', ') || 'none'}.`
          : `Did you mean "${nearest}"?`,
      project: name,
    },
  );
}
