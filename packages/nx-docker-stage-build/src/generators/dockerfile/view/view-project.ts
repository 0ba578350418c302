import { findNearest, StageBuildError } from '@docker-stage-build/core';
import type { ProjectGraph, ProjectGraphProjectNode, Tree } from '@nx/devkit';
import { reachableProjects, readDependencies } from '../../../workspace/dependencies';
import type { ProjectFacts, ProjectFiles, ProjectView, TargetFacts } from './model';

/** All projects of a workspace, as Dockerfiles are made from them. */
export interface WorkspaceView {
  readonly projects: readonly ProjectFacts[];
  /** @throws StageBuildError PROJECT_UNKNOWN */
  readonly viewProject: (name: string) => ProjectView;
}

/** Takes from the project graph and the files what Dockerfiles are made from. */
export function viewWorkspace(graph: ProjectGraph, files: ProjectFiles): WorkspaceView {
  const dependencies = readDependencies(graph) ?? new Map<string, readonly string[]>();
  const facts = new Map(
    Object.values(graph.nodes).map((node) => [node.name, toFacts(node)] as const),
  );
  const projects = [...facts.values()];
  return {
    projects,
    viewProject: (name) => {
      const project = facts.get(name) ?? findUnscoped(name, projects);
      if (!project) throw unknownProject(name, [...facts.keys()]);
      const needed = reachableProjects(project.name, dependencies).filter(
        (one) => one !== project.name,
      );
      return {
        project,
        projects,
        files,
        dependencies: needed.flatMap((one) => facts.get(one) ?? []),
        dependents: [...dependencies].flatMap(([one, targets]) =>
          targets.includes(project.name) ? [one] : [],
        ),
      };
    },
  };
}

/** Files as a generator sees them: with what it wrote, before that is on disk. */
export function filesOf(tree: Tree): ProjectFiles {
  return {
    read: (path) => (tree.exists(path) && tree.isFile(path) ? tree.read(path, 'utf8') : null),
    list: (folder) => (tree.exists(folder) && !tree.isFile(folder) ? tree.children(folder) : []),
  };
}

function toFacts({ name, data }: ProjectGraphProjectNode): ProjectFacts {
  const targets = Object.entries(data.targets ?? {}).map(
    ([target, config]): [string, TargetFacts] => [
      target,
      {
        executor: config.executor ?? '',
        options: (config.options ?? {}) as Readonly<Record<string, unknown>>,
        outputs: config.outputs ?? [],
        dependsOn: config.dependsOn ?? [],
      },
    ],
  );
  return {
    name,
    root: data.root === '' ? '.' : data.root,
    type: data.projectType ?? null,
    targets: Object.fromEntries(targets),
  };
}

/** `api` is `@shop/api`, as on Nx's own command line, where no other project ends like that. */
function findUnscoped(name: string, projects: readonly ProjectFacts[]): ProjectFacts | undefined {
  const [found, ...others] = projects.filter((project) => project.name.endsWith(`/${name}`));
  return others.length === 0 ? found : undefined;
}

function unknownProject(name: string, names: readonly string[]): StageBuildError {
  const nearest = findNearest(name, names);
  return new StageBuildError('PROJECT_UNKNOWN', `There is no project "${name}".`, {
    hint: nearest === null ? 'List them: nx show projects' : `Did you mean "${nearest}"?`,
  });
}
