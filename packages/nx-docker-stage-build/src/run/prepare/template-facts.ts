import { readCiFacts, type TemplateFacts } from '@docker-stage-build/core';
import type { Revision } from '../../git/read-revision';
import { readVersion, type Project } from '../../workspace/workspace';

export interface TemplateSurroundings {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly revision: Revision;
  readonly env: NodeJS.ProcessEnv;
}

/** What templates can say of a project's image. A CI system's word on branch and tag goes before git's: its checkouts are detached. */
export function templateFactsOf(
  project: Project,
  { root, revision, env }: TemplateSurroundings,
): TemplateFacts {
  const ci = readCiFacts(env);
  return {
    project: project.name,
    projectRoot: project.root,
    version: readVersion(root, project),
    sha: revision.sha,
    branch: ci.branch ?? revision.branch,
    tag: ci.tag ?? revision.tag,
    date: revision.date,
    runId: ci.runId,
    env,
  };
}
