import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { StageBuildError } from '@docker-stage-build/core';
import { readDependencies, type Dependencies } from './dependencies';
import { readUses, type Uses } from './uses';

/** What all images of a run share. */
export interface Workspace {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly projects: readonly Project[];
  /** Which project depends on which; `null` when Nx does not tell. */
  readonly dependencies: Dependencies | null;
  /** npm packages that projects use. */
  readonly uses: Uses;
  /** nx.json's `defaultBase`. */
  readonly defaultBase: string;
}

export interface Project {
  readonly name: string;
  /** Folder from the workspace root; `.` for the root itself. */
  readonly root: string;
}

/** Takes from Nx what a run needs to know. */
export function readWorkspace({
  root,
  projectGraph,
  projectsConfigurations,
  nxJsonConfiguration,
}: ExecutorContext): Workspace {
  const projects = Object.entries(projectsConfigurations.projects);
  return {
    root,
    projects: projects.map(([name, project]) => ({ name, root: project.root })),
    dependencies: readDependencies(projectGraph),
    uses: readUses(projectGraph),
    defaultBase: nxJsonConfiguration?.defaultBase ?? 'main',
  };
}

/** The project that a task is for. */
export function projectOf({ projectName, projectsConfigurations }: ExecutorContext): Project {
  const found = projectName === undefined ? null : projectsConfigurations.projects[projectName];
  if (projectName !== undefined && found) return { name: projectName, root: found.root };
  throw new StageBuildError('OPTION_INVALID', 'An image is built for a project.', {
    hint: 'Run the target of a project: nx run PROJECT:image',
  });
}

/** The version in a project's package.json; `null` where there is none. */
export function readVersion(workspaceRoot: string, { root }: Project): string | null {
  try {
    const manifest = readFileSync(join(workspaceRoot, root, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { version?: string }).version ?? null;
  } catch {
    return null;
  }
}
