import { tryGit } from './run-git';

/** What git says of the commit that is checked out; `null` for what it cannot say. */
export interface Revision {
  readonly sha: string | null;
  /** `null` on a detached head. */
  readonly branch: string | null;
  /** A tag that points at the commit. */
  readonly tag: string | null;
  /** Committer's date, ISO 8601. */
  readonly date: string | null;
  /** Web address of the remote `origin`, without credentials. */
  readonly source: string | null;
}

/** Reads the revision for tag templates and labels. Nothing fails: outside a repository everything is `null`. */
export async function readRevision(root: string): Promise<Revision> {
  const [log, branch, tag, remote] = await Promise.all([
    tryGit(root, ['log', '-1', '--format=%H %cI']),
    tryGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    tryGit(root, ['describe', '--tags', '--exact-match', 'HEAD']),
    tryGit(root, ['remote', 'get-url', 'origin']),
  ]);
  const [sha, date] = log?.trim().split(' ') ?? [];
  return {
    sha: sha ?? null,
    date: date ?? null,
    branch: branch?.trim() || null,
    tag: tag?.trim() || null,
    source: toWebAddress(remote?.trim() ?? ''),
  };
}

/** `git@host:path.git` and `https://user:token@host/path.git` → `https://host/path`. */
export function toWebAddress(remote: string): string | null {
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+)$/.exec(remote);
  const [host, path] = scp ? [scp[1], scp[2]] : partsOf(remote);
  if (!host || !path) return null;
  return `https://${host}/${path.replace(/^\/+/, '').replace(/\.git\/?$/, '')}`;
}

function partsOf(remote: string): [string?, string?] {
  const url = URL.canParse(remote) ? new URL(remote) : null;
  return url && /^(https?|ssh|git):$/.test(url.protocol) ? [url.hostname, url.pathname] : [];
}
