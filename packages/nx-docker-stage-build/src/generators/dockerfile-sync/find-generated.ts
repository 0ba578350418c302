import { posix } from 'node:path';
import { readHeader, type RecordedOptions } from '../dockerfile/regions/header';
import type { ProjectFacts, ProjectFiles } from '../dockerfile/view/model';

/** A Dockerfile that a generator wrote. */
export interface GeneratedFile {
  readonly project: string;
  readonly path: string;
  readonly text: string;
  /** Options that it was generated with. */
  readonly recorded: RecordedOptions;
}

const DOCKERFILE = /Dockerfile|dockerfile|Containerfile/;

/** Finds generated Dockerfiles: in the folders of projects and in a folder `docker` there. */
export function findGenerated(
  projects: readonly ProjectFacts[],
  files: ProjectFiles,
): GeneratedFile[] {
  return projects.flatMap(({ name: project, root }) =>
    [root, posix.join(root, 'docker')].flatMap((folder) =>
      files
        .list(folder)
        .filter((name) => DOCKERFILE.test(name))
        .sort()
        .flatMap((name) => {
          const path = posix.join(folder, name);
          const text = files.read(path);
          const recorded = text === null ? null : readHeader(text);
          return text === null || recorded === null ? [] : [{ project, path, text, recorded }];
        }),
    ),
  );
}
