import {
  analyzeImage,
  checkSources,
  StageBuildError,
  type ImageInput,
  type ImageRequest,
  type PlatformInputs,
} from '@docker-stage-build/core';
import type { Commits } from '../git/find-commits';
import { readCommitSnapshot, readWorkingSnapshot } from './read-snapshots';

/**
 * Reads images from the working tree and from the commits that caches may have been made at.
 * @throws StageBuildError when an image cannot be built as it is asked for
 */
export async function readImages(
  requests: readonly ImageRequest[],
  { root, commits }: { readonly root: string; readonly commits: Commits },
): Promise<ImageInput[]> {
  const older = [...(commits.base === null ? [] : [commits.base]), ...commits.recent];
  const [head, ...past] = await Promise.all([
    readWorkingSnapshot(root, requests),
    ...older.map((commit) => readCommitSnapshot(root, { commit, requests })),
  ]);
  return requests.map((request) => {
    const { project, dockerfile, tags } = request;
    const platforms = analyzeImage(request, head);
    for (const { stages } of platforms) checkSources(stages.values(), { project, dockerfile });
    const before = past.map((snapshot) => tryAnalyze(() => analyzeImage(request, snapshot)));
    return { project, dockerfile, tags, head: platforms, older: before };
  });
}

/** A commit in which the image was not there yet, or broken, has no names to offer. */
function tryAnalyze(analyze: () => PlatformInputs[]): PlatformInputs[] {
  try {
    return analyze();
  } catch (error) {
    if (error instanceof StageBuildError) return [];
    throw error;
  }
}
