import { hasAffectedStage, StageBuildError } from '@docker-stage-build/core';
import type { EnsuredRepository } from '@docker-stage-build/registries';
import type { RepositoriesOptions } from '../../options';
import type { Project } from '../../workspace/workspace';
import type { ImageDraft } from '../prepare/draft-image';
import { draftImages, type Drafting } from '../prepare/draft-images';
import { prepareImages } from '../prepare/prepare-images';
import { settleEach, valuesOf, type Settled } from '../settle';
import { repositoryMissing } from './describe-repository';
import { ensureWanted } from './ensure-wanted';
import { listUses } from './list-uses';
import { groupUses, wantRepositories, type WantedUse } from './want-repositories';

/** An image whose repositories are to be there. */
export interface AskedRepositories {
  readonly project: Project;
  readonly options: RepositoriesOptions;
}

export interface EnsuringSurroundings extends Drafting {
  /** How to go about it, of the project that asks. */
  readonly wish: RepositoriesOptions;
  readonly signal: AbortSignal;
}

/** What became of a repository, by its `host/path`. */
export interface EnsuredUse extends Pick<WantedUse, 'key' | 'holds'> {
  readonly outcome: Settled<EnsuredRepository>;
}

export interface EnsuredImages {
  readonly repositories: readonly EnsuredUse[];
  /** What is wrong with images, so that their repositories are not known. */
  readonly errors: readonly StageBuildError[];
}

/**
 * Makes sure of the repositories of images, each once, also where several images share it. What keeps one from being there
 * leaves the others alone.
 */
export async function ensureImages(
  asked: readonly AskedRepositories[],
  surroundings: EnsuringSurroundings,
): Promise<EnsuredImages> {
  const { wish, workspace } = surroundings;
  const images = await settleEach(await draftPushed(asked, surroundings), (image) => {
    checkMayMake(image);
    // A registry that is wrong is told here, once for the image.
    listUses(image);
    return image;
  });
  const uses = groupUses(valuesOf(images));
  const requests = await settleEach(await wantRepositories(uses, workspace), (request) => ({
    ...request,
    create: request.create !== false,
    dryRun: wish.dryRun,
  }));
  const outcomes = await ensureWanted(requests, surroundings);
  return {
    repositories: uses.map(({ key, holds, user }, at) => ({
      ...{ key, holds },
      outcome: refuseMissing(outcomes[at] as Settled<EnsuredRepository>, {
        key,
        project: user.project.name,
      }),
    })),
    errors: images.flatMap((image) => ('error' in image ? [image.error] : [])),
  };
}

/** Images as they are when they are pushed: that is what repositories are for. */
async function draftPushed(
  asked: readonly AskedRepositories[],
  surroundings: EnsuringSurroundings,
): Promise<readonly Settled<ImageDraft>[]> {
  const pushed = asked.map(({ project, options }) => ({
    project,
    options: { ...options, push: true },
  }));
  if (!surroundings.wish.images?.includes('affected'))
    return (await draftImages(pushed, surroundings)).drafts;
  const { images, commits } = await prepareImages(pushed, surroundings);
  return images.filter(
    (image) => 'error' in image || commits.base === null || hasAffectedStage(image.value.input),
  );
}

/** @throws StageBuildError OPTION_INVALID for a run that may ask nobody, or leave nothing */
function checkMayMake({ project, options: { offline, dryRun }, trust }: ImageDraft): void {
  const why = offline ? 'it is offline' : trust.level === 'write' ? null : trust.why;
  if (why === null || (dryRun && !offline)) return;
  throw new StageBuildError('OPTION_INVALID', `This run makes no repositories: ${why}.`, {
    hint: 'Make them in a run that is trusted and not offline, or only look with `--dryRun`.',
    project: project.name,
  });
}

function refuseMissing(
  outcome: Settled<EnsuredRepository>,
  { key, project }: { readonly key: string; readonly project: string },
): Settled<EnsuredRepository> {
  const isMissing = 'value' in outcome && outcome.value.status === 'missing';
  return isMissing ? { error: repositoryMissing(key, project) } : outcome;
}
