import { detectRunner, type Runner } from '@docker-stage-build/core';
import type { Revision } from '../../git/read-revision';
import type { Repository } from '../../git/repository';
import type { ImageOptions } from '../../options';
import type { Workspace } from '../../workspace/workspace';
import { settleEach, type Settled } from '../settle';
import { draftImage, type AskedImage, type ImageDraft } from './draft-image';
import { readCiEvent } from './read-ci-event';
import { scopeRequests } from './scope-requests';

export interface Drafting {
  readonly workspace: Workspace;
  /** The workspace in git. */
  readonly repository: Repository;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Kind of runner, where it was asked for: one for all images. */
  readonly wish: Pick<ImageOptions, 'runnerKind'>;
  readonly warn: (message: string) => void;
}

/** What follows from the options of images and their surroundings. */
export interface ImageDrafts {
  readonly runner: Runner;
  readonly revision: Revision;
  /** In the order asked for. */
  readonly drafts: readonly Settled<ImageDraft>[];
}

/** Reads what images are by their options: no Dockerfile, and no file that it copies. */
export async function draftImages(
  asked: readonly AskedImage[],
  { workspace, repository, env, now, wish, warn }: Drafting,
): Promise<ImageDrafts> {
  const { root, defaultBase } = workspace;
  const runner = detectRunner(env, { override: wish.runnerKind });
  const [revision, event] = await Promise.all([repository.revision(), readCiEvent(env)]);
  const scopeOf = scopeRequests(workspace, { warn });
  const drafts = await settleEach(
    asked.map((value) => ({ value })),
    (image) => draftImage(image, { root, defaultBase, runner, revision, event, env, now, scopeOf }),
  );
  return { runner, revision, drafts };
}
