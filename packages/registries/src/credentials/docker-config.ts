import type { Credentials } from './model';

/** What of Docker's `config.json` logins come from. */
export interface DockerConfig {
  readonly auths: Readonly<Record<string, unknown>>;
  /** Registry → helper. */
  readonly credHelpers: Readonly<Record<string, unknown>>;
  /** Helper for every other registry. */
  readonly credsStore: string | null;
}

const HUB_KEYS = ['https://index.docker.io/v1/', 'index.docker.io', 'docker.io'];

/** Reads the text of a `config.json`; `null` when it is no JSON object. */
export function parseDockerConfig(text: string): DockerConfig | null {
  const config = asObject(parseJson(text));
  if (config === null) return null;
  const { auths, credHelpers, credsStore } = config;
  return {
    auths: asObject(auths) ?? {},
    credHelpers: asObject(credHelpers) ?? {},
    credsStore: typeof credsStore === 'string' && credsStore !== '' ? credsStore : null,
  };
}

/** The address under which Docker keeps the login of a registry. */
export function serverAddressOf(registry: string): string {
  return registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
}

/** Name of the helper that knows a registry's login, `null` where none is set. */
export function helperFor(
  registry: string,
  { credHelpers, credsStore }: DockerConfig,
): string | null {
  const helper = lookUp(credHelpers, registry);
  return typeof helper === 'string' ? helper : credsStore;
}

/** Amazon's helper knows registries of ECR wherever it is configured. */
const ECR_HELPER = 'ecr-login';

/** Whether a helper was configured for this very registry, or for ECR, and not one for whatever there is. */
export function hasHelperFor(registry: string, { credHelpers, credsStore }: DockerConfig): boolean {
  return typeof lookUp(credHelpers, registry) === 'string' || credsStore === ECR_HELPER;
}

/** The login that stands in `auths` itself; `null` for none, or for one that cannot be read. */
export function authFor(registry: string, { auths }: DockerConfig): Credentials | null {
  const entry = asObject(lookUp(auths, registry));
  if (entry === null) return null;
  const { identitytoken, auth, username, password } = entry;
  if (isText(identitytoken)) return { identityToken: identitytoken };
  if (isText(auth)) return decodeAuth(auth);
  return isText(username) && isText(password) ? { username, password } : null;
}

/** Exactly the registry's key first, then a key that is an address on it, as `docker login` once wrote them. */
function lookUp(entries: Readonly<Record<string, unknown>>, registry: string): unknown {
  const keys = registry === 'docker.io' ? HUB_KEYS : [registry];
  const exact = keys.find((key) => key in entries);
  const key = exact ?? Object.keys(entries).find((address) => keys.includes(hostOf(address)));
  return key === undefined ? undefined : entries[key];
}

function hostOf(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function decodeAuth(auth: string): Credentials | null {
  // Docker pads what it writes with zero bytes.
  const text = Buffer.from(auth, 'base64').toString().replace(/\0+$/, '');
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error would quote the text around the fault, and that may be a password.
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
