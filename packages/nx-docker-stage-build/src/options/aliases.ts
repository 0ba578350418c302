/** Other names of options. Nx keeps `--target` to itself, without a word. */
export const OPTION_ALIASES: Readonly<Record<string, readonly string[]>> = {
  target: ['targetStage'],
};

const NAMES = new Map(
  Object.entries(OPTION_ALIASES).flatMap(([name, aliases]) =>
    aliases.map((alias) => [alias, name] as const),
  ),
);

/** Options as somebody wrote them, under the names that they have: as Nx does for the task that it runs. */
export function resolveAliases(
  written: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [NAMES.get(name) ?? name, value]),
  );
}
