import { resolve } from 'node:path';
import {
  chooseCache,
  detectRunner,
  imageTags,
  type CachePlan,
  type ImageInput,
  type ImageRequest,
  type Runner,
} from '@docker-stage-build/core';
import { findCommits, type Commits } from '../git/find-commits';
import { readRevision, type Revision } from '../git/read-revision';
import { readCacheVariable, renderImageOptions, type ImageOptions } from '../options';
import { readImages } from '../workspace/read-images';
import type { Workspace } from '../workspace/workspace';
import { localCacheFolder } from './local-cache-folder';
import { templateFactsOf } from './template-facts';
import { toRequest } from './to-request';

/** All that can be known of an image without an engine and without a network. */
export interface PreparedImage {
  readonly workspace: Workspace;
  /** Templates filled in. */
  readonly options: ImageOptions;
  readonly request: ImageRequest;
  readonly input: ImageInput;
  readonly runner: Runner;
  readonly cache: CachePlan;
  readonly commits: Commits;
  readonly revision: Revision;
}

/** Reads what a plan is made from: git, the Dockerfile, the files it copies, the environment. */
export async function prepareImage(
  asked: ImageOptions,
  { workspace, env }: { readonly workspace: Workspace; readonly env: NodeJS.ProcessEnv },
): Promise<PreparedImage> {
  const { root, project, defaultBase } = workspace;
  const runner = detectRunner(env, { override: asked.runnerKind });
  const base = asked.base ?? env['NX_BASE'] ?? null;
  const [revision, commits] = await Promise.all([
    readRevision(root),
    findCommits(root, { base, defaultBase }),
  ]);
  const facts = templateFactsOf(workspace, { revision, env });
  const options = renderImageOptions(
    { ...asked, cache: readCacheVariable(asked.cache, env) },
    facts,
  );
  const tags = imageTags({ image: options.image, tags: options.tags, facts });
  const request = toRequest(options, { project: project.name, tags });
  const [input] = await readImages([request], { root, commits });
  const cache = chooseCache(
    {
      ...options.cache,
      location: absoluteLocation(options.cache, root),
      read: options.cache.read && options.noCache !== true,
    },
    {
      runner,
      localFolder: localCacheFolder(env),
      pushedTags: options.push ? tags : [],
    },
  );
  return {
    workspace,
    options,
    request,
    input: input as ImageInput,
    runner,
    cache,
    commits,
    revision,
  };
}

function absoluteLocation({ kind, location }: ImageOptions['cache'], root: string): string | null {
  if (location === undefined) return null;
  return kind === 'local' || /^[./~]/.test(location) ? resolve(root, location) : location;
}
