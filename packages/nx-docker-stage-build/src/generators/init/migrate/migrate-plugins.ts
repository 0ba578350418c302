import type { NxJsonConfiguration } from '@nx/devkit';
import type { RawImageOptions } from '../../../options';
import { findPlugin, nameOf, PLUGIN, type PluginEntry } from '../../nx-json';
import { readContainerPlugin } from './container-plugin';
import { readDockerPlugin } from './docker-plugin';
import type { ForeignPlugin, Raw } from './model';

const DOCKER = '@nx/docker';

const READERS: Readonly<Record<string, (options: Raw) => ForeignPlugin>> = {
  [DOCKER]: readDockerPlugin,
  '@nx-tools/nx-container': readContainerPlugin,
};

export interface MigratedPlugins {
  readonly nxJson: NxJsonConfiguration;
  /** The plugin whose place is taken; `null` where there is none. */
  readonly replaced: ForeignPlugin | null;
  readonly lost: readonly string[];
}

/** Whether a plugin is one of a tool that is migrated from. */
export function isForeignPlugin(entry: PluginEntry): boolean {
  return nameOf(entry) in READERS;
}

/**
 * nx.json with this plugin in the place of another tool's: under the name of its target, with its options as defaults. This one infers one
 * target, so that a second plugin stays, and so does one that `nx release` needs.
 */
export function migratePlugins(
  nxJson: NxJsonConfiguration,
  { releasesImages }: { readonly releasesImages: boolean },
): MigratedPlugins {
  const found = (nxJson.plugins ?? []).filter(isForeignPlugin);
  const needed = found.filter((entry) => releasesImages && nameOf(entry) === DOCKER);
  const [first, ...others] = found.filter((entry) => !needed.includes(entry));
  const stays = [
    ...needed.map(
      () =>
        '`@nx/docker` stays: `release.docker` needs its targets. Images of releases are still built by it',
    ),
    ...others.map((entry) => `a further entry of \`${nameOf(entry)}\` stays`),
  ];
  if (first === undefined) return { nxJson, replaced: null, lost: stays };
  const replaced = READERS[nameOf(first)]?.(optionsOf(first)) as ForeignPlugin;
  return {
    nxJson: takePlace(nxJson, { first, replaced }),
    replaced,
    lost: [...replaced.lost, ...stays],
  };
}

interface Place {
  readonly first: PluginEntry;
  readonly replaced: ForeignPlugin;
}

function takePlace(nxJson: NxJsonConfiguration, { first, replaced }: Place): NxJsonConfiguration {
  const entry = findPlugin(nxJson);
  const own = optionsOf(entry) as { readonly defaults?: RawImageOptions };
  const registered = {
    // Which projects it is for: `include` and `exclude`.
    ...(typeof first === 'object' ? first : {}),
    ...(typeof entry === 'object' ? entry : {}),
    plugin: PLUGIN,
    options: {
      ...own,
      targetName: replaced.targetName,
      defaults: { ...replaced.defaults, ...own.defaults },
    },
  };
  const others = (nxJson.plugins ?? []).filter((other) => other !== first && other !== entry);
  return { ...nxJson, plugins: [...others, registered] };
}

function optionsOf(entry: PluginEntry | undefined): Raw {
  return (typeof entry === 'object' ? (entry.options as Raw | undefined) : undefined) ?? {};
}
