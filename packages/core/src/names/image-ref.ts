import { StageBuildError } from '../errors';

/** An image's name taken apart, with Docker's defaults filled in: `node:20` is `library/node` on `docker.io`. */
export interface ImageRef {
  /** Host with its port, where it has one; `docker.io` for Docker Hub. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…` */
  readonly digest: string | null;
}

// The grammar of https://pkg.go.dev/github.com/distribution/reference
const HOST_LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = new RegExp(`^(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[0-9a-fA-F:]+\\])$`);
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const MAX_REPOSITORY_LENGTH = 255;
const MAX_TAG_LENGTH = 128;
const HUB = 'docker.io';

/**
 * Reads an image's name as Docker does.
 * @throws StageBuildError IMAGE_NAME_INVALID or TAG_INVALID, with a hint that says which rule it breaks
 */
export function parseImageRef(text: string): ImageRef {
  if (text.includes('://'))
    throw badName(text, 'Leave out the scheme: `registry.example.com/shop/api`.');
  const { named, digest } = splitDigest(text);
  const { name, tag } = splitTag(named);
  const { host, path } = splitHost(name);
  if (digest !== null) checkDigest(digest, text);
  if (tag !== null) checkTag(tag, text);
  if (host !== null) checkHost(host, path, text);
  checkPath(path, text);
  const { registry, repository } = normalize(host, path);
  checkLength(repository, text);
  return { registry, repository, tag, digest };
}

/** The canonical name: always with its registry, `docker.io/library/node:20`. */
export function formatImageRef({ registry, repository, tag, digest }: ImageRef): string {
  return `${registry}/${repository}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}

/** The reference with the tag that Docker takes where none is written. */
export function withDefaultTag(ref: ImageRef): ImageRef {
  return { ...ref, tag: ref.tag ?? 'latest' };
}

function splitDigest(text: string): { named: string; digest: string | null } {
  const at = text.indexOf('@');
  return at < 0
    ? { named: text, digest: null }
    : { named: text.slice(0, at), digest: text.slice(at + 1) };
}

function splitTag(named: string): { name: string; tag: string | null } {
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return colon < 0
    ? { name: named, tag: null }
    : { name: named.slice(0, colon), tag: named.slice(colon + 1) };
}

/** The first component is a host when it could not be a component of a path, or is `localhost`. */
function splitHost(name: string): { host: string | null; path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return isHost ? { host: first, path: name.slice(slash + 1) } : { host: null, path: name };
}

function normalize(host: string | null, path: string): { registry: string; repository: string } {
  const registry = host === null || host === `index.${HUB}` ? HUB : host;
  const isOfficial = registry === HUB && !path.includes('/');
  return { registry, repository: isOfficial ? `library/${path}` : path };
}

function checkDigest(digest: string, text: string): void {
  if (!DIGEST.test(digest))
    throw badName(text, 'A digest is `sha256:` and 64 hexadecimal digits in lower case.');
}

function checkTag(tag: string, text: string): void {
  if (TAG.test(tag)) return;
  const hint =
    tag.length > MAX_TAG_LENGTH
      ? `A tag has at most ${MAX_TAG_LENGTH} characters, this one has ${tag.length}.`
      : 'A tag has letters, digits, `_`, `.` and `-`, and starts with none of the last two.';
  throw badTag(tag, text, hint);
}

function checkHost(host: string, path: string, text: string): void {
  const [, name = host, port] = /^(.*?)(?::([^:\]]*))?$/.exec(host) ?? [];
  if (port !== undefined && !isPort(port)) {
    if (!name.includes('.') && !/^\d*$/.test(port))
      throw badTag(`${port}/${path}`, text, 'A tag has no `/`: put `-` in its place.');
    throw badName(text, `\`${port}\` is not a port: a port is a number from 1 to 65535.`);
  }
  if (!HOST.test(name)) throw badName(text, `\`${name}\` is not a registry's host name.`);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

function checkLength(repository: string, text: string): void {
  const { length } = repository;
  if (length > MAX_REPOSITORY_LENGTH)
    throw badName(
      text,
      `A repository has at most ${MAX_REPOSITORY_LENGTH} characters, this one has ${length}.`,
    );
}

function checkPath(path: string, text: string): void {
  const hint = hintForPath(path);
  if (hint !== null) throw badName(text, hint);
}

function hintForPath(path: string): string | null {
  if (path === '') return 'Write the name of a repository, such as `shop/api`.';
  if (/\s/.test(path)) return 'An image name has no spaces.';
  if (/[A-Z]/.test(path)) return `A repository is in lower case: \`${path.toLowerCase()}\`.`;
  if (/^[0-9a-f]{64}$/.test(path))
    return '64 hexadecimal digits are read as an image id: add a path.';
  const bad = path.split('/').find((component) => !PATH_COMPONENT.test(component));
  if (bad === undefined) return null;
  return bad === ''
    ? 'Leave out the `/` at the start, the end or beside another `/`.'
    : `\`${bad}\` is not a component: lower case letters and digits, with one \`.\`, one or two \`_\` or any number of \`-\` between them.`;
}

function badName(text: string, hint: string): StageBuildError {
  return new StageBuildError('IMAGE_NAME_INVALID', `"${text}" is not an image name`, { hint });
}

function badTag(tag: string, text: string, hint: string): StageBuildError {
  return new StageBuildError('TAG_INVALID', `"${tag}" in "${text}" is not a tag`, { hint });
}
