import type { NxJsonConfiguration } from '@nx/devkit';

/** Name of the package, by which nx.json registers the plugin. */
export const PLUGIN = 'nx-docker-stage-build';

export type PluginEntry = NonNullable<NxJsonConfiguration['plugins']>[number];

/** The plugin's entry in nx.json; `undefined` where it is not registered. */
export function findPlugin({ plugins = [] }: NxJsonConfiguration): PluginEntry | undefined {
  return plugins.find((entry) => nameOf(entry) === PLUGIN);
}

/** Options of the plugin as nx.json has them; `undefined` where it has none. */
export function pluginOptionsIn(nxJson: NxJsonConfiguration): unknown {
  const entry = findPlugin(nxJson);
  return typeof entry === 'object' ? entry.options : undefined;
}

/** A plugin is registered by its name, or by an object that has it. */
export function nameOf(entry: PluginEntry): string {
  return typeof entry === 'string' ? entry : entry.plugin;
}
