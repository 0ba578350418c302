/** Project → the projects that it depends on directly. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/** The part of Nx's project graph that says which project depends on which; packages from a registry are no nodes of it. */
export interface DependencyGraph {
  readonly nodes: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

/** Takes from the project graph what depends on what, implicit dependencies too. `null` where Nx gave none. */
export function readDependencies(graph: DependencyGraph | undefined): Dependencies | null {
  if (!graph?.dependencies) return null;
  const isProject = (name: string): boolean => Object.hasOwn(graph.nodes, name);
  return new Map(
    Object.entries(graph.dependencies).map(([source, edges]) => [
      source,
      edges.map(({ target }) => target).filter(isProject),
    ]),
  );
}

/** A project and all that it depends on, through others too, sorted. */
export function reachableProjects(project: string, dependencies: Dependencies): string[] {
  const reached = new Set([project]);
  // A set hands out what is added while it is walked.
  for (const name of reached)
    for (const target of dependencies.get(name) ?? []) reached.add(target);
  return [...reached].sort();
}
