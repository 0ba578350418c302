/**
 * What a command takes over from our own environment. The rest is left out, so that a workspace behaves
 * the same on a laptop and in CI: what names a CI, a Docker or an Nx run is for the caller to give.
 */
const INHERITED =
  /^(PATH|HOME|USER|TMPDIR|XDG_CACHE_HOME|LANG|LC_.*|NODE_EXTRA_CA_CERTS|SSL_CERT_.*|(https?|no)_proxy)$/i;

/** Keeps Nx from asking, from staying behind, and from drawing over what it prints. */
const QUIET_NX = {
  NX_DAEMON: 'false',
  NX_INTERACTIVE: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  FORCE_COLOR: '0',
};

/** The whole environment for a command in a workspace. */
export function makeEnvironment(
  own: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const inherited = Object.entries(own).filter(
    (entry): entry is [string, string] => INHERITED.test(entry[0]) && entry[1] !== undefined,
  );
  return { ...Object.fromEntries(inherited), ...QUIET_NX, ...extra };
}
