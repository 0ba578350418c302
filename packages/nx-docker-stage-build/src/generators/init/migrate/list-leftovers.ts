import type { NxJsonConfiguration } from '@nx/devkit';
import { isForeignPlugin } from './migrate-plugins';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const PACKAGES = ['@nx/docker', '@nx-tools/nx-container', '@nx-tools/container-metadata'];

/** What is left of tools that were migrated from: packages that nothing uses, variables that nothing reads. */
export function listLeftovers(
  { plugins = [] }: NxJsonConfiguration,
  { dependencies, devDependencies }: Manifest,
): string[] {
  if (plugins.some(isForeignPlugin)) return [];
  const installed = Object.keys({ ...dependencies, ...devDependencies });
  const packages = installed.filter((name) => PACKAGES.includes(name));
  return [
    ...(packages.length > 0 ? [`uninstall ${packages.join(', ')}: nothing uses it now`] : []),
    ...(packages.includes('@nx-tools/nx-container')
      ? ['variables such as `INPUT_PUSH` are not read: write `--push`, or a configuration']
      : []),
  ];
}
