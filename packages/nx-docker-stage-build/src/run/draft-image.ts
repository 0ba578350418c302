import { resolve } from 'node:path';
import {
  chooseCache,
  imageTags,
  type CachePlan,
  type ImageRequest,
  type Naming,
  type Runner,
} from '@docker-stage-build/core';
import { readCacheVariable, renderImageOptions, type ImageOptions } from '../options';
import type { Project } from '../workspace/workspace';
import { localCacheFolder } from './local-cache-folder';
import { templateFactsOf, type TemplateSurroundings } from './template-facts';
import type { ScopeOf } from './scope-requests';
import { toRequest } from './to-request';

/** An image of a project, as it is asked for. */
export interface AskedImage {
  readonly project: Project;
  readonly options: ImageOptions;
}

/** What follows from an image's options alone. */
export interface ImageDraft {
  readonly project: Project;
  /** Templates filled in. */
  readonly options: ImageOptions;
  readonly request: ImageRequest;
  readonly cache: CachePlan;
  readonly naming: Naming;
}

export interface DraftSurroundings extends TemplateSurroundings {
  readonly runner: Runner;
  readonly defaultBase: string;
  readonly scopeOf: ScopeOf;
}

/** @throws StageBuildError when the options do not make an image */
export function draftImage(
  { project, options: asked }: AskedImage,
  surroundings: DraftSurroundings,
): ImageDraft {
  const { root, defaultBase, runner, env } = surroundings;
  const facts = templateFactsOf(project, surroundings);
  const options = renderImageOptions(
    { ...asked, cache: readCacheVariable(asked.cache, env) },
    facts,
  );
  const tags = imageTags({ image: options.image, tags: options.tags, facts });
  const cache = chooseCache(
    {
      ...options.cache,
      location: absoluteLocation(options.cache, root),
      read: options.cache.read && options.noCache !== true,
    },
    { runner, localFolder: localCacheFolder(env), pushedTags: options.push ? tags : [] },
  );
  return {
    project,
    options,
    request: toRequest(options, {
      project: project.name,
      tags,
      scope: surroundings.scopeOf(project, options.contextScope),
    }),
    cache,
    naming: {
      stages: options.cache.stages?.map((stage) => stage.toLowerCase()) ?? null,
      branch: facts.branch,
      defaultBranch: defaultBase,
    },
  };
}

function absoluteLocation({ kind, location }: ImageOptions['cache'], root: string): string | null {
  if (location === undefined) return null;
  return kind === 'local' || /^[./~]/.test(location) ? resolve(root, location) : location;
}
