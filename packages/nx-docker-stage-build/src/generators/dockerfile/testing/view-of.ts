import { posix } from 'node:path';
import type { ProjectFacts, ProjectFiles, ProjectView, TargetFacts } from '../view/model';

/** A project as specs write it. */
export interface SampleProject {
  readonly root: string;
  readonly type?: 'application' | 'library';
  readonly targets?: Readonly<Record<string, Partial<TargetFacts>>>;
}

export interface Sample {
  /** Path → text; objects are written as JSON. */
  readonly files: Readonly<Record<string, string | object>>;
  /** Projects by name. The first one is looked at, and depends on those in `dependencies`. */
  readonly projects: Readonly<Record<string, SampleProject>>;
  readonly dependencies?: readonly string[];
}

/** A project with what surrounds it, without a disk. */
export function viewOf({ files, projects, dependencies = [] }: Sample): ProjectView {
  const all = Object.entries(projects).map(
    ([name, { root, type, targets = {} }]): ProjectFacts => ({
      name,
      root,
      type: type ?? 'application',
      targets: Object.fromEntries(
        Object.entries(targets).map(([target, facts]) => [
          target,
          { executor: '', options: {}, outputs: [], dependsOn: [], ...facts },
        ]),
      ),
    }),
  );
  return {
    project: all[0] as ProjectFacts,
    projects: all,
    dependencies: all.filter(({ name }) => dependencies.includes(name)),
    dependents: [],
    files: filesFrom(files),
  };
}

/** Files that are only there for a spec. */
export function filesFrom(files: Sample['files']): ProjectFiles {
  return {
    read: (path) => {
      const file = files[posix.normalize(path)];
      return file === undefined || typeof file === 'string' ? (file ?? null) : JSON.stringify(file);
    },
    list: (folder) => {
      const prefix = folder === '.' ? '' : `${posix.normalize(folder)}/`;
      const below = Object.keys(files).filter((path) => path.startsWith(prefix));
      return [...new Set(below.map((path) => path.slice(prefix.length).split('/')[0] as string))];
    },
  };
}
