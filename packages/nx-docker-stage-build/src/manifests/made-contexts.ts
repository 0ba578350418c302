import { join } from 'node:path';
import type { ImageRequest } from '@docker-stage-build/core';
import type { MadeContext } from '../generated/with-made-contexts';
import { reachableProjects } from '../workspace/dependencies';
import type { Workspace } from '../workspace/workspace';
import type { ManifestScope, Manifests } from './make-manifests';

/** Contexts that are made from package manifests, and whether they have what only development needs. */
export const MADE_CONTEXTS: Readonly<Record<string, { readonly dev: boolean }>> = {
  manifests: { dev: true },
  'manifests-production': { dev: false },
};

/** What the manifests of an image are made for: without a project graph, for the project alone. */
export function manifestScopeOf(
  { project }: Pick<ImageRequest, 'project'>,
  name: string,
  { projects, dependencies, uses }: Pick<Workspace, 'projects' | 'dependencies' | 'uses'>,
): ManifestScope {
  const roots = new Map(projects.map((one) => [one.name, one.root === '.' ? '' : one.root]));
  const reached = dependencies === null ? [project] : reachableProjects(project, dependencies);
  return {
    folders: reached.flatMap((one) => roots.get(one) ?? []),
    uses: new Set(reached.flatMap((one) => uses.get(one) ?? [])),
    all: [...roots.values()],
    dev: MADE_CONTEXTS[name]?.dev ?? true,
  };
}

/** The context that the engine gets; what is taken as it is lies in the workspace at `root`. */
export function toMadeContext({ texts, copied }: Manifests, root: string): MadeContext {
  return { texts, copies: new Map(copied.map((path) => [path, join(root, path)])) };
}
