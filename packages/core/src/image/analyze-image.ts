import { indexContext, type ContextIndex } from '../context/context-index';
import type { ContextContent, ContextFiles } from '../fingerprint/contexts';
import { fingerprintStages } from '../fingerprint/fingerprint-stages';
import type { PlatformInputs } from '../plan/image-input';
import type { ContextScope } from '../scope/context-scope';
import { scopeContext } from '../scope/scope-context';
import type { Tree, TreeEntry } from '../tree/tree';
import { buildFilesOf } from './build-files';
import type { ImageRequest } from './image-request';
import { readContext } from './read-context';
import { readDockerfile } from './read-dockerfile';
import { isMadeAlike, rememberSources } from './sources';
import { contextOf, type Snapshot } from './snapshot';

/**
 * Reads an image's stages out of a tree: Dockerfile → stage graph → fingerprints, once a platform. `like` is the same
 * request's in another tree: what is equal there is taken over.
 * @throws StageBuildError when there is no Dockerfile, or it cannot be understood
 */
export function analyzeImage(
  request: ImageRequest,
  snapshot: Snapshot,
  { like }: { readonly like?: readonly PlatformInputs[] } = {},
): readonly PlatformInputs[] {
  const { dockerfile, ignore, ignoreFile } = buildFilesOf(request, snapshot);
  const { graphs, scope, made } = readDockerfile(request, dockerfile);
  const key = { folder: request.context, ignoreText: ignore, ignoreFile };
  const whole = contextOf(snapshot, key);
  const main = { ...narrow(whole, scope), ...(ignoreFile !== undefined && { ignoreFile }) };
  const contexts = new Map<string, ContextContent>([['', main]]);
  for (const [name, value] of Object.entries(request.contexts))
    contexts.set(name, readContext(value, snapshot));
  for (const name of made) contexts.set(name, makeContext(name, { request, snapshot }));
  if (like && isMadeAlike(like, { graphs, contexts })) return like;
  const platforms = graphs.map((graph, at) => ({
    platform: request.platforms[at] as string,
    frontend: graph.frontend,
    target: graph.target,
    stages: fingerprintStages(graph, contexts, { like: like?.[at]?.stages }),
  }));
  return rememberSources(platforms, { graphs, contexts });
}

function narrow(whole: ContextIndex, scope: ContextScope | null): ContextFiles {
  if (scope === null) return { kind: 'files', index: whole };
  const index = scopeContext(whole, scope);
  return { kind: 'files', index, scoped: { whole, index, scope } };
}

/** Equal trees of a made context come from most commits. */
const indexes = new WeakMap<Tree, ContextIndex>();

function makeContext(
  name: string,
  { request, snapshot }: { readonly request: ImageRequest; readonly snapshot: Snapshot },
): ContextContent {
  const tree = snapshot.make?.(request, name) ?? new Map<string, TreeEntry>();
  let index = indexes.get(tree);
  if (!index) indexes.set(tree, (index = indexContext(tree, { folder: '' })));
  return { kind: 'files', index, made: name };
}
