import { readRevision, type Revision } from './read-revision';
import { readStatus, type Status } from './read-status';

/** A workspace in git, as one run sees it: what several parts have to know is asked once. */
export interface Repository {
  /** Workspace root, which may be a folder of the repository. */
  readonly root: string;
  /** Rejects with GIT_FAILED where git has no repository. */
  readonly status: () => Promise<Status>;
  readonly revision: () => Promise<Revision>;
}

/** Opens a workspace, be it in git or not. Nothing is asked yet. */
export function openRepository(root: string): Repository {
  let status: Promise<Status> | undefined;
  let revision: Promise<Revision> | undefined;
  return {
    root,
    status: () => (status ??= readStatus(root)),
    revision: () => (revision ??= readRevision(root)),
  };
}
