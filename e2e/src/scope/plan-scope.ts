import {
  analyzeImage,
  buildFilesOf,
  mapProjects,
  mergeFiles,
  readDockerfile,
  renderIgnoreFile,
  type BuildFiles,
} from '@docker-stage-build/core';
import { makeTree } from '../inputs/context';
import { listFolder, makeDockerfile, type ScopeCase } from './scope-case';

/** What the planner says that the target reads, and what the engine gets so that it sends no more. */
export interface PlannedScope {
  /** Paths from the context, sorted. */
  readonly files: readonly string[];
  readonly generated: BuildFiles;
}

export function planScope(scopeCase: ScopeCase): PlannedScope {
  const { entries, projects, own, folder = '', ignore, include = [] } = scopeCase;
  const request = {
    project: own[0] as string,
    dockerfile: 'Dockerfile',
    context: folder,
    target: null,
    platforms: ['linux/amd64'],
    buildPlatform: 'linux/amd64',
    buildArgs: {},
    contexts: {},
    tags: [],
    scope: {
      map: mapProjects(projects.map((root) => ({ name: root, root }))),
      projects: own,
      include,
    },
  };
  const texts = new Map([
    ['Dockerfile', makeDockerfile(scopeCase)],
    [folder === '' ? '.dockerignore' : `${folder}/.dockerignore`, ignore],
  ]);
  const snapshot = { tree: makeTree(entries), textOf: (path: string) => texts.get(path) ?? null };
  const [platform] = analyzeImage(request, snapshot);
  const files = buildFilesOf(request, snapshot);
  const { scope } = readDockerfile(request, files.dockerfile);
  if (!scope) throw new Error('the context is held to nothing');
  const narrowed = renderIgnoreFile(scope, {
    context: folder,
    ignoreText: files.ignore,
    entriesOf: (path) => listFolder(snapshot.tree, path),
  });
  const from = folder === '' ? 0 : folder.length + 1;
  const read = mergeFiles(platform?.stages.get(platform.target)?.reads ?? []).keys();
  return {
    files: [...read].map((path) => path.slice(from)).sort(),
    generated: { ...files, ignore: narrowed ?? files.ignore },
  };
}
