import { readJsonFile, type ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';

/** What is known of the workspace and of the project that a task is for. */
export interface Workspace {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly project: Project;
  readonly projects: readonly Project[];
  /** nx.json's `defaultBase`. */
  readonly defaultBase: string;
}

export interface Project {
  readonly name: string;
  /** Folder from the workspace root; `.` for the root itself. */
  readonly root: string;
}

/** Takes from Nx what a task needs to know. */
export function readWorkspace(context: ExecutorContext): Workspace {
  const name = context.projectName;
  const found = name === undefined ? undefined : context.projectsConfigurations.projects[name];
  if (name === undefined || !found) {
    throw new StageBuildError('OPTION_INVALID', 'An image is built for a project.', {
      hint: 'Run the target of a project: nx run PROJECT:image',
    });
  }
  const projects = Object.entries(context.projectsConfigurations.projects);
  return {
    root: context.root,
    project: { name, root: found.root },
    projects: projects.map(([other, { root }]) => ({ name: other, root })),
    defaultBase: context.nxJsonConfiguration?.defaultBase ?? 'main',
  };
}

/** The version in a project's package.json; `null` where there is none. */
export function readVersion({ root, project }: Workspace): string | null {
  try {
    return (
      readJsonFile<{ version?: string }>(join(root, project.root, 'package.json')).version ?? null
    );
  } catch {
    return null;
  }
}
