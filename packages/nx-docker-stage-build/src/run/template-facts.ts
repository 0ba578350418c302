import { readCiFacts, type TemplateFacts } from '@docker-stage-build/core';
import type { Revision } from '../git/read-revision';
import { readVersion, type Workspace } from '../workspace/workspace';

/** What templates can say of a project's image. A CI system's word on branch and tag goes before git's: its checkouts are detached. */
export function templateFactsOf(
  workspace: Workspace,
  { revision, env }: { readonly revision: Revision; readonly env: NodeJS.ProcessEnv },
): TemplateFacts {
  const ci = readCiFacts(env);
  return {
    project: workspace.project.name,
    projectRoot: workspace.project.root,
    version: readVersion(workspace),
    sha: revision.sha,
    branch: ci.branch ?? revision.branch,
    tag: ci.tag ?? revision.tag,
    date: revision.date,
    runId: ci.runId,
    env,
  };
}
