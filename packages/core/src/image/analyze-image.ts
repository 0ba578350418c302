import { posix } from 'node:path';
import { StageBuildError } from '../errors';
import type { ContextContent, Contexts } from '../fingerprint/contexts';
import { fingerprintStages } from '../fingerprint/fingerprint-stages';
import type { PlatformInputs } from '../plan/image-input';
import { graphsOf } from './graphs';
import { ignoreFilesOf } from './ignore-files';
import type { ImageRequest } from './image-request';
import { contextOf, type Snapshot } from './snapshot';

/**
 * Reads an image's stages out of a tree: Dockerfile → stage graph → fingerprints, once a platform.
 * @throws StageBuildError when there is no Dockerfile, or it cannot be understood
 */
export function analyzeImage(request: ImageRequest, snapshot: Snapshot): PlatformInputs[] {
  const { dockerfile: path, project } = request;
  const text = snapshot.textOf(path);
  if (text === null) {
    throw new StageBuildError('DOCKERFILE_NOT_FOUND', `There is no Dockerfile at ${path}.`, {
      hint: 'Set the option `dockerfile`, or add the file.',
      project,
    });
  }
  const contexts = gatherContexts(request, snapshot);
  return graphsOf(request, text).map((graph, at) => ({
    platform: request.platforms[at] as string,
    target: graph.target,
    stages: fingerprintStages(graph, contexts),
  }));
}

function gatherContexts(request: ImageRequest, snapshot: Snapshot): Contexts {
  const ignoreText = ignoreFilesOf(request)
    .map(snapshot.textOf)
    .find((text) => text !== null);
  const main = contextOf(snapshot, { folder: request.context, ignoreText: ignoreText ?? '' });
  const named = Object.entries(request.contexts).map(
    ([name, value]) => [name, readContext(value, snapshot)] as const,
  );
  return new Map<string, ContextContent>([['', { kind: 'files', index: main }], ...named]);
}

function readContext(value: string, snapshot: Snapshot): ContextContent {
  if (value.startsWith('docker-image://'))
    return { kind: 'image', ref: value.slice('docker-image://'.length) };
  if (/^[a-z-]+:/.test(value) || /^git@/.test(value)) return { kind: 'opaque', value };
  const folder = posix.normalize(value).replace(/^\.\/?|\/$/g, '');
  // A named context has an ignore file of its own, at its root.
  const ignoreText = snapshot.textOf(posix.join(folder, '.dockerignore')) ?? '';
  return { kind: 'files', index: contextOf(snapshot, { folder, ignoreText }) };
}
