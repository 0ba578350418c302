import { mapProjects, type ScopeRequest } from '@docker-stage-build/core';
import type { ImageOptions } from '../../options';
import { reachableProjects } from '../../workspace/dependencies';
import type { Project, Workspace } from '../../workspace/workspace';

/** Says what the context of a project's image is held to; nothing for all of its folder. */
export type ScopeOf = (
  project: Project,
  option: ImageOptions['contextScope'],
) => ScopeRequest | undefined;

/**
 * Makes the scopes of all images of a run, which share one map of the projects.
 * @param warn is told once when there is no project graph, so that contexts have to hold all of their folder
 */
export function scopeRequests(
  { projects, dependencies }: Pick<Workspace, 'projects' | 'dependencies'>,
  { warn }: { readonly warn: (message: string) => void },
): ScopeOf {
  const map = mapProjects(projects);
  let isTold = false;
  return ({ name }, { kind, include }) => {
    if (kind === 'all') return undefined;
    if (dependencies !== null)
      return { map, projects: reachableProjects(name, dependencies), include };
    if (!isTold) {
      warn('Nx gave no project graph, so contexts are as with `contextScope: all`.');
      isTold = true;
    }
    return undefined;
  };
}
