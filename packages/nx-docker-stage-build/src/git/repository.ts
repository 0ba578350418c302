import { readIndex, type Index } from './read-index';
import { readRevision, type Revision } from './read-revision';
import { readStatus, type Status } from './read-status';

/** A workspace in git, as one run sees it: what several parts have to know is asked once. */
export interface Repository {
  /** Workspace root, which may be a folder of the repository. */
  readonly root: string;
  /** Rejects with GIT_FAILED where git has no repository. */
  readonly status: () => Promise<Status>;
  /** Rejects likewise. */
  readonly index: () => Promise<Index>;
  readonly revision: () => Promise<Revision>;
}

/** Opens a workspace, be it in git or not. Nothing is asked yet. */
export function openRepository(root: string): Repository {
  let status: Promise<Status> | undefined;
  let index: Promise<Index> | undefined;
  let revision: Promise<Revision> | undefined;
  return {
    root,
    status: () => (status ??= readStatus(root)),
    index: () => (index ??= readIndex(root)),
    revision: () => (revision ??= readRevision(root)),
  };
}
