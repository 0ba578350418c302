import { setImmediate } from 'node:timers/promises';
import {
  readDockerfile,
  StageBuildError,
  wantsManifests,
  type ImageRequest,
  type Snapshot,
} from '@docker-stage-build/core';

/** Dockerfiles between two looks at what git says: a few milliseconds. */
const PAUSE = 16;

/**
 * Reads Dockerfiles before their turn, while git is at work; what was read is remembered. A few at a time, so that what git says is
 * taken in between. Those whose manifests may be served are left: they are read as they are served.
 */
export async function readAhead(
  requests: readonly ImageRequest[],
  textOf: Snapshot['textOf'],
): Promise<void> {
  for (const [at, request] of requests.entries()) {
    const text = textOf(request.dockerfile);
    if (text !== null && !wantsManifests(request, text)) tryRead(request, text);
    if (at % PAUSE === 0) await setImmediate();
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
