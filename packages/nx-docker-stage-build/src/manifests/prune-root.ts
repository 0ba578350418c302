import type { PackageJson } from './model';

export interface RootChoice {
  /** Names of its `dependencies` that stay. */
  readonly dependencies: ReadonlySet<string>;
  /** Folders of the workspaces that stay. */
  readonly folders: readonly string[];
  /** Whether its `devDependencies` stay. */
  readonly dev: boolean;
}

/** The root's package.json with what one project needs: all that it says but dependencies and workspaces of others. */
export function pruneRoot<T extends PackageJson>(
  manifest: T,
  { dependencies, folders, dev }: RootChoice,
): T {
  const { workspaces, devDependencies } = manifest;
  const kept = Object.entries(manifest.dependencies ?? {}).filter(([name]) =>
    dependencies.has(name),
  );
  return {
    ...manifest,
    ...(workspaces && {
      workspaces: Array.isArray(workspaces) ? folders : { ...workspaces, packages: folders },
    }),
    ...(manifest.dependencies && { dependencies: Object.fromEntries(kept) }),
    ...(devDependencies && !dev && { devDependencies: undefined }),
  };
}
