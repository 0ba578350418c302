import type { NxJsonConfiguration, TargetConfiguration } from '@nx/devkit';
import { EXECUTOR } from '../../configuration/merge-target';
import { translateContainerOptions } from './container-options';
import { isForeign, migrateTarget, translateTarget } from './migrate-target';
import type { ForeignPlugin, Migrated } from './model';

type Defaults = Readonly<Record<string, TargetConfiguration>>;

export interface MigratedDefaults {
  readonly nxJson: NxJsonConfiguration;
  readonly migrated: readonly Migrated[];
}

/**
 * `targetDefaults` of another tool's executor, and of the target that its plugin inferred, as those of ours. Configurations that the plugin
 * inferred are there, too: options of a plugin have none.
 */
export function migrateDefaults(
  nxJson: NxJsonConfiguration,
  replaced: ForeignPlugin | null,
): MigratedDefaults {
  const entries = Object.entries((nxJson.targetDefaults ?? {}) as Defaults).map(([key, target]) =>
    migrateEntry(key, target, replaced),
  );
  const targetDefaults = withConfigurations(
    Object.fromEntries(entries.map(({ key, target }) => [key, target])),
    replaced,
  );
  return {
    nxJson: { ...nxJson, ...(Object.keys(targetDefaults).length > 0 && { targetDefaults }) },
    migrated: entries.map(({ migrated }) => migrated),
  };
}

interface MigratedEntry {
  readonly key: string;
  readonly target: TargetConfiguration;
  readonly migrated: Migrated;
}

function migrateEntry(
  key: string,
  before: TargetConfiguration,
  replaced: ForeignPlugin | null,
): MigratedEntry {
  const subject = `nx.json: targetDefaults of ${key}`;
  const isInferred = key === replaced?.targetName;
  // Nx 23 and later take a list of them, with filters.
  if (Array.isArray(before)) {
    const lost = isForeign(key) || isInferred ? ['a list of defaults stays as it is'] : [];
    return { key, target: before as TargetConfiguration, migrated: { subject, lost } };
  }
  const found = isForeign(key)
    ? translateTarget(before, translateContainerOptions)
    : migrateTarget(before, { inferred: isInferred ? replaced.translate : null });
  if (found === null) return { key, target: before, migrated: { subject, lost: [] } };
  const { executor, ...target } = found.target;
  return {
    key: isForeign(key) ? EXECUTOR : key,
    target: before.executor === undefined ? target : { executor, ...target },
    migrated: { subject, lost: found.lost },
  };
}

function withConfigurations(defaults: Defaults, replaced: ForeignPlugin | null): Defaults {
  const { targetName = '', configurations = {} } = replaced ?? {};
  if (Object.keys(configurations).length === 0) return defaults;
  const { [targetName]: before = {}, ...others } = defaults;
  const merged = { ...configurations, ...before.configurations };
  return { ...others, [targetName]: { ...before, configurations: merged } };
}
