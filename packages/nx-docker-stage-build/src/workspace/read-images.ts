import {
  analyzeImage,
  checkSources,
  StageBuildError,
  type ImageInput,
  type ImageRequest,
  type PlatformInputs,
  type Snapshot,
} from '@docker-stage-build/core';
import type { Commits } from '../git/find-commits';
import type { Repository } from '../git/repository';
import { readAhead } from './read-ahead';
import { readCommitSnapshots, readTexts, readWorkingSnapshot } from './read-snapshots';

/** The trees that images are read from. */
export interface Snapshots {
  /** The working tree. */
  readonly head: Snapshot;
  /** The base commit, where there is one, then recent ones: those that caches may have been made at. */
  readonly older: readonly Snapshot[];
}

/** Reads every tree once, as far as the images can see it. The working tree needs not wait for the commits to be found. */
export async function readSnapshots(
  requests: readonly ImageRequest[],
  { repository, commits }: { readonly repository: Repository; readonly commits: Promise<Commits> },
): Promise<Snapshots> {
  const textOf = readTexts(repository.root, requests);
  const working = readWorkingSnapshot(repository, { requests, textOf });
  const [head, older] = await Promise.all([
    working,
    commits.then(({ base, recent }) => {
      const past = [...(base === null ? [] : [base]), ...recent];
      return readCommitSnapshots(repository, { commits: past, requests, head: working });
    }),
    readAhead(requests, textOf),
  ]);
  return { head, older: older.map((snapshot) => ({ ...snapshot, like: head })) };
}

/**
 * Reads an image's stages out of all trees.
 * @throws StageBuildError when the image cannot be built as it is asked for
 */
export function readImage(
  request: ImageRequest,
  { head, older, naming, reuse }: Snapshots & Pick<ImageInput, 'naming' | 'reuse'>,
): ImageInput {
  const { project, dockerfile, tags, scope } = request;
  const platforms = analyzeImage(request, head);
  for (const { stages } of platforms) checkSources(stages.values(), { project, dockerfile });
  const before = older.map((snapshot) =>
    tryAnalyze(() => analyzeImage(request, snapshot, { like: platforms })),
  );
  return {
    ...{ project, dockerfile, tags, naming, reuse, head: platforms, older: before },
    ...(scope && { scope }),
  };
}

/** A commit in which the image was not there yet, or broken, has no names to offer. */
function tryAnalyze(analyze: () => readonly PlatformInputs[]): readonly PlatformInputs[] {
  try {
    return analyze();
  } catch (error) {
    if (error instanceof StageBuildError) return [];
    throw error;
  }
}
