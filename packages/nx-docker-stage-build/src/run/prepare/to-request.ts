import {
  cleanFolder,
  isInWorkspace,
  StageBuildError,
  type ImageRequest,
  type ScopeRequest,
} from '@docker-stage-build/core';
import { MADE_CONTEXTS } from '../../manifests/made-contexts';
import type { ImageOptions } from '../../options';

interface RequestFacts {
  readonly project: string;
  readonly tags: readonly string[];
  readonly scope: ScopeRequest | undefined;
}

/** What the plan needs of an image's options. */
export function toRequest(
  options: ImageOptions,
  { project, tags, scope }: RequestFacts,
): ImageRequest {
  const own = nativePlatform();
  return {
    project,
    dockerfile: inWorkspace(options.dockerfile, { option: 'dockerfile', project }),
    context: inWorkspace(options.context, { option: 'context', project }),
    target: options.target ?? null,
    platforms: options.platforms.length > 0 ? options.platforms : [own],
    buildPlatform: own,
    buildArgs: options.buildArgs,
    contexts: options.contexts,
    made: Object.keys(MADE_CONTEXTS),
    ...(options.serveManifests !== undefined && { serveManifests: options.serveManifests }),
    tags,
    ...(scope && { scope }),
  };
}

/** The platform that a builder on this machine builds for by itself. */
function nativePlatform(): string {
  return process.arch === 'arm64' ? 'linux/arm64' : 'linux/amd64';
}

/** `./apps/api/` → `apps/api`, `.` → the empty path. */
function inWorkspace(
  path: string,
  where: { readonly option: string; readonly project: string },
): string {
  const clean = cleanFolder(path.replace(/\\/g, '/'));
  if (isInWorkspace(clean)) return clean;
  throw new StageBuildError(
    'CONTEXT_OUTSIDE_WORKSPACE',
    `The option ${where.option} is ${path}, which is outside of the workspace.`,
    {
      project: where.project,
      hint: 'Write a path from the workspace root. What lies outside can be a named context: `contexts`.',
    },
  );
}
