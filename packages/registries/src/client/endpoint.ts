import { StageBuildError } from '@docker-stage-build/core';

/** Where requests for one registry go. */
export interface Endpoint {
  /** Scheme, host and perhaps a path, without a slash at the end. */
  readonly url: string;
  /** The name under which its login is looked up. */
  readonly registry: string;
}

export interface EndpointOptions {
  readonly insecure?: readonly string[];
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
}

const HUB = 'docker.io';
const HUB_HOST = 'registry-1.docker.io';

/**
 * Refuses mirrors that are no plain URL.
 * @throws StageBuildError OPTION_INVALID
 */
export function checkMirrors({ mirrors = {} }: EndpointOptions): void {
  for (const [registry, urls] of Object.entries(mirrors)) {
    if (urls.every(isMirrorUrl)) continue;
    // The URL itself is not shown: it may hold a password.
    throw new StageBuildError('OPTION_INVALID', `A mirror of ${registry} is not a URL`, {
      hint: 'Write a mirror as `https://mirror.example.com`, without user, password and query.',
    });
  }
}

function isMirrorUrl(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return username + password + search + hash === '';
}

/** Where a registry itself answers. */
export function upstreamOf(registry: string, { insecure = [] }: EndpointOptions): Endpoint {
  const host = registry === HUB ? HUB_HOST : registry;
  const scheme = isLoopback(host) || insecure.includes(host) ? 'http' : 'https';
  return { url: `${scheme}://${host}`, registry };
}

/** Where a registry is read before it is asked itself, as dockerd's `registry-mirrors`. */
export function mirrorsOf(registry: string, { mirrors }: EndpointOptions): readonly Endpoint[] {
  return (mirrors?.[registry] ?? []).map((text) => {
    const url = text.replace(/\/+$/, '');
    return { url, registry: new URL(url).host };
  });
}

/** Whether a host (with or without a port) is this machine. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/**
 * Whether a registry may name a URL as its token server. The login goes there, as Docker sends it: so over TLS to whatever host, over plain
 * http only where the registry is this machine itself, or the user trusts that host by name.
 */
export function isTokenServer(realm: URL, registry: Endpoint, options: EndpointOptions): boolean {
  if (options.insecure?.includes(realm.host)) return true;
  if (isThisMachine(realm)) return isThisMachine(new URL(registry.url));
  return realm.protocol === 'https:';
}

/** Whether a URL leads to this machine, as far as it says so itself: a name that resolves to it is not found out. */
export function isThisMachine({ hostname }: URL): boolean {
  return isLoopback(hostname) || /^(?:0\.0\.0\.0|\[::\]|\[::ffff:7f[0-9a-f:]+\])$/.test(hostname);
}

/** Whether a secret may travel to a URL: over TLS, to this machine, or where the user said so. */
export function isSafeForSecrets(url: URL, { insecure = [] }: EndpointOptions): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && (isLoopback(url.host) || insecure.includes(url.host));
}
