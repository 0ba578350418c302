import type { EngineFacts } from './facts';

type Registries = Pick<EngineFacts, 'registryMirrors' | 'insecureRegistries'>;

/**
 * What dockerd is told of registries, as a buildkitd.toml for a builder of our own; empty where there is nothing to tell.
 * CIDRs are left out: BuildKit knows registries by name, and takes loopback ones as insecure by itself.
 */
export function formatBuilderConfig({ registryMirrors, insecureRegistries }: Registries): string {
  const mirrors = registryMirrors.map(readMirror);
  const insecure = new Set([
    ...insecureRegistries.filter((host) => !host.includes('/')),
    ...mirrors.filter(({ plain }) => plain).map(({ host }) => host),
  ]);
  const names = mirrors.map(({ host, path }) => JSON.stringify(host + path)).join(', ');
  return [
    ...(mirrors.length > 0 ? [`[registry."docker.io"]\n  mirrors = [${names}]\n`] : []),
    ...[...insecure].map(
      (host) => `[registry.${JSON.stringify(host)}]\n  http = true\n  insecure = true\n`,
    ),
  ].join('');
}

/** Whether a mirror or insecure registry is this machine's own, which only a builder on the host's network reaches. */
export function needsHostNetwork({ registryMirrors, insecureRegistries }: Registries): boolean {
  return [
    ...registryMirrors.map((mirror) => readMirror(mirror).host),
    ...insecureRegistries.filter((host) => !host.includes('/')),
  ].some(isLoopback);
}

/** Whether `host[:port]` is this machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}

function readMirror(mirror: string): { host: string; path: string; plain: boolean } {
  const url = new URL(mirror.includes('://') ? mirror : `https://${mirror}`);
  return { host: url.host, path: url.pathname.replace(/\/$/, ''), plain: url.protocol === 'http:' };
}
