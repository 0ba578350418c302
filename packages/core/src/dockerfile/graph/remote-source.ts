import type { Source } from '../stage-graph-model';

type RemoteSource = Extract<Source, { kind: 'url' | 'git' }>;

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** BuildKit takes any beginning of a commit for a checksum; git's own are at least this long. */
const CHECKSUM = /^[0-9a-f]{7,64}$/;
const SCP_STYLE = /^[\w-]+@[a-zA-Z0-9.-]+:[^?#]*(?:\?([^#]*))?(?:#(.*))?$/;

/**
 * Reads a source of ADD as a URL or a git repository; `null` for a path in a context. An http(s) URL is a repository
 * when its path ends in `.git` (BuildKit, frontend/dockerfile/dfgitutil).
 */
export function parseRemote(source: string, checksum: string | null = null): RemoteSource | null {
  if (/^\.\.?\//.test(source)) return null;
  const git = readGit(source);
  if (git) {
    const sums = [checksum, git.query.get('checksum'), git.query.get('commit')];
    const sum = sums.find((value) => value && (CHECKSUM.test(value) || value.includes('$')));
    const commit = COMMIT.test(git.ref) ? git.ref : null;
    return { kind: 'git', url: source, checksum: sum ?? commit };
  }
  return /^https?:\/\//.test(source) ? { kind: 'url', url: source, checksum } : null;
}

function readGit(source: string): { query: URLSearchParams; ref: string } | null {
  const scheme = /^([a-zA-Z0-9]+):\/\//.exec(source)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const [match, query, fragment] = SCP_STYLE.exec(source) ?? [];
    return match === undefined ? null : toGit(query, fragment);
  }
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(source) ?? [];
  const isRepository =
    scheme === 'git' || scheme === 'ssh' || (/^https?$/.test(scheme) && path.endsWith('.git'));
  return isRepository ? toGit(query, fragment) : null;
}

function toGit(query = '', fragment = ''): { query: URLSearchParams; ref: string } {
  const parameters = new URLSearchParams(query);
  return { query: parameters, ref: fragment.split(':')[0] || (parameters.get('ref') ?? '') };
}
