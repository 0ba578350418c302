import { posix } from 'node:path';
import { folderOfContext, ignoreFilesOf, isInWorkspace } from '@docker-stage-build/core';
import type { CreateNodesResult } from '@nx/devkit';
import {
  parseImageOptions,
  parsePluginOptions,
  type ImageOptions,
  type PluginOptions,
} from '../options';
import { makeAnswerMemory, type Recall } from './answer-memory';
import { findInputs } from './find-inputs';
import { readsBuildOutputs } from './find-build-outputs';
import { imageTargets } from './image-targets';
import { listManifests } from './list-manifests';
import { readOwnOptions } from './own-options';
import { readDockerfile, type ContextFolders, type ReadPaths } from './read-dockerfile';
import { openWorkspace, type WorkspaceFiles } from './workspace-files';

/** What Dockerfiles read, by text and question: half a millisecond each. */
const memory = makeAnswerMemory<ReadPaths>();

/** What Nx tells a plugin; the name of its type differs from version to version. */
export interface InferenceContext {
  readonly workspaceRoot: string;
}

/**
 * Gives every project with a Dockerfile its targets. A Dockerfile in a folder that is no project gives nothing.
 * @param files Dockerfiles from the workspace root
 * @throws StageBuildError OPTION_INVALID when the plugin's options are wrong
 */
export function inferImages(
  files: readonly string[],
  raw: unknown,
  { workspaceRoot }: InferenceContext,
): (readonly [string, CreateNodesResult])[] {
  const options = parsePluginOptions(raw);
  // Wrong ones are told once, before any project.
  parseImageOptions(options.defaults, { project: 'all projects' });
  const shared = {
    options,
    workspace: openWorkspace(workspaceRoot),
    recall: memory.startRound(),
  };
  return files.flatMap((file) => {
    const root = projectRootOf(file, options.dockerfile);
    if (root === null || !shared.workspace.isProject(root)) return [];
    const targets = inferTargets(file, { root, ...shared });
    return [[file, { projects: { [root]: { root, targets } } }] as const];
  });
}

interface Inference {
  readonly root: string;
  readonly options: PluginOptions;
  readonly workspace: WorkspaceFiles;
  readonly recall: Recall<ReadPaths>;
}

function inferTargets(file: string, { root, options, workspace, recall }: Inference) {
  const { targetName, dockerfile: inProject, defaults } = options;
  const own = readOwnOptions({
    root,
    targetName,
    defaults: { dockerfile: `{projectRoot}/${inProject}`, ...defaults },
    readJson: workspace.readJson,
  });
  const contexts = contextFolders(own, root);
  const dockerfile = fillIn(own.dockerfile, root);
  const text = workspace.read(dockerfile) ?? workspace.read(file) ?? '';
  const question = { contexts, buildArgs: own.buildArgs };
  const { main, named, made } = recall(`${JSON.stringify(question)} ${text}`, () =>
    readDockerfile(text, question),
  );
  const { kind, include } = own.contextScope;
  const included = include.filter((pattern) => !pattern.startsWith('!'));
  const read = {
    scoped: kind === 'graph' ? main : [],
    whole: [
      ...(kind === 'all' ? main : []),
      ...[...named, ...included],
      ...listManifests(made, { projectRoot: root, kindOf: workspace.kindOf }),
    ],
    dependencies: made.length > 0,
    definition: definitionOf(dockerfile, contexts),
  };
  return imageTargets(options, {
    inputs: findInputs(read, { projectRoot: root, workspace }),
    needsBuild: readsBuildOutputs([...main, ...named], root),
  });
}

/** Dockerfile and ignore files. */
function definitionOf(dockerfile: string, { main, named }: ContextFolders): string[] {
  const folders = Object.values(named).filter((folder) => folder !== null);
  return [
    ...[dockerfile, ...ignoreFilesOf({ dockerfile, context: main })],
    ...folders.map((folder) => posix.join(folder, '.dockerignore')),
  ];
}

/** The folder of the project whose Dockerfile this is: `apps/api/docker/Dockerfile` of `docker/Dockerfile`. */
function projectRootOf(file: string, dockerfile: string): string | null {
  if (file === dockerfile) return '.';
  return file.endsWith(`/${dockerfile}`) ? file.slice(0, -dockerfile.length - 1) : null;
}

function fillIn(path: string, root: string): string {
  return posix
    .normalize(path.replaceAll('{projectRoot}', root).replaceAll('{workspaceRoot}', '.'))
    .replace(/(.)\/$/, '$1');
}

function contextFolders({ context, contexts }: ImageOptions, root: string): ContextFolders {
  const toFolder = (path: string): string => fillIn(path, root);
  const named = Object.entries(contexts).map(([name, value]) => {
    const folder = folderOfContext(value) === null ? null : toFolder(value);
    return [name, folder !== null && isInWorkspace(folder) ? folder : null] as const;
  });
  return { main: toFolder(context), named: Object.fromEntries(named) };
}
