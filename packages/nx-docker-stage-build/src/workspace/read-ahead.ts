import { setImmediate } from 'node:timers/promises';
import {
  readDockerfile,
  StageBuildError,
  wantsManifests,
  type ImageRequest,
  type Snapshot,
} from '@docker-stage-build/core';

/**
 * Reads Dockerfiles before their turn, while git is at work; what was read is remembered. One at a time, so that what git says is
 * taken in between. Those whose manifests may be served are left: they are read as they are served.
 */
export async function readAhead(
  requests: readonly ImageRequest[],
  textOf: Snapshot['textOf'],
): Promise<void> {
  for (const request of requests) {
    const text = textOf(request.dockerfile);
    if (text !== null && !wantsManifests(request, text)) tryRead(request, text);
    await setImmediate();
  }
}

/** What is wrong with it is said when its image is read. */
function tryRead(request: ImageRequest, text: string): void {
  try {
    readDockerfile(request, text);
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
  }
}
