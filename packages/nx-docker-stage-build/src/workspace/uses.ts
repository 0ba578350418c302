/** Project → names of the npm packages that it uses directly. */
export type Uses = ReadonlyMap<string, readonly string[]>;

/** The part of Nx's project graph that says which packages of a registry a project uses: it imports them, or its package.json names them. */
export interface UsesGraph {
  readonly externalNodes?: Readonly<
    Record<string, { readonly type: string; readonly data: { readonly packageName: string } }>
  >;
  readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

/** Takes from the project graph who uses what of npm; packages of other registries (`cargo:`, `maven:`) are left out. */
export function readUses(graph: UsesGraph | undefined): Uses {
  const { externalNodes = {}, dependencies = {} } = graph ?? {};
  return new Map(
    Object.entries(dependencies).map(([source, edges]) => [
      source,
      edges.flatMap(({ target }) => {
        const node = externalNodes[target];
        return node?.type === 'npm' ? [node.data.packageName] : [];
      }),
    ]),
  );
}
