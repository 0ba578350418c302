import type { CiFacts } from '../model';

/** Where a machine's Node.js belongs to somebody else, the package manager goes into the home folder. */
const OWN_FOLDER = [
  "# The machine's own Node.js stays as it is.",
  'export npm_config_prefix="$HOME/.local" PATH="$HOME/.local/bin:$PATH"',
];

/**
 * Lines that bring the package manager and install.
 *
 * @param options.isGuest whether the machine's Node.js belongs to somebody else, and all steps of the job share this shell
 */
export function installLines(
  { packages: { setup, install } }: CiFacts,
  { isGuest = false }: { readonly isGuest?: boolean } = {},
): string {
  const folder = isGuest && setup.length > 0 ? OWN_FOLDER : [];
  return [...folder, ...setup, install].join('\n');
}
