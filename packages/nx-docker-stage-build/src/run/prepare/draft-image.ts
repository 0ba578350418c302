import { resolve } from 'node:path';
import {
  chooseCache,
  detectTrust,
  imageTags,
  type CachePlan,
  type CiEvent,
  type ImageRequest,
  type Naming,
  type ReuseRequest,
  type Runner,
  type Trust,
} from '@docker-stage-build/core';
import { readCacheVariable, renderImageOptions, type ImageOptions } from '../../options';
import type { Project } from '../../workspace/workspace';
import { localCacheFolder } from './local-cache-folder';
import { templateFactsOf, type TemplateSurroundings } from './template-facts';
import type { ScopeOf } from './scope-requests';
import { toRequest } from './to-request';
import { toReuseRequest } from './to-reuse-request';

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
  readonly reuse: ReuseRequest;
  readonly trust: Trust;
}

export interface DraftSurroundings extends TemplateSurroundings {
  readonly defaultBase: string;
  readonly runner: Runner;
  /** The event that started a CI run; `null` where there is none. */
  readonly event: CiEvent | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly scopeOf: ScopeOf;
}

/** @throws StageBuildError when the options do not make an image */
export function draftImage(
  { project, options: asked }: AskedImage,
  surroundings: DraftSurroundings,
): ImageDraft {
  const { root, defaultBase, runner, event, env, now } = surroundings;
  const facts = templateFactsOf(project, surroundings);
  const options = renderImageOptions(
    { ...asked, cache: readCacheVariable(asked.cache, env) },
    facts,
  );
  const tags = imageTags({ image: options.image, tags: options.tags, facts });
  const trust = detectTrust(env, { wish: options.trust, event });
  const cache = chooseCache(
    {
      ...options.cache,
      location: absoluteLocation(options.cache, root),
      read: options.cache.read && options.noCache !== true,
    },
    {
      runner,
      trust,
      offline: options.offline,
      localFolder: localCacheFolder(env),
      pushedTags: options.push ? tags : [],
    },
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
    reuse: toReuseRequest(options, { env, now }),
    trust,
  };
}

function absoluteLocation({ kind, location }: ImageOptions['cache'], root: string): string | null {
  if (location === undefined) return null;
  return kind === 'local' || /^[./~]/.test(location) ? resolve(root, location) : location;
}
