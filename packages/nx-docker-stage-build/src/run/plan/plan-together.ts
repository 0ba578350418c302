import {
  hasAffectedStage,
  noCache,
  type Plan,
  type StageBuildError,
} from '@docker-stage-build/core';
import type { BuildJob } from '@docker-stage-build/engines';
import type { Repository } from '../../git/repository';
import { openLogins } from '@docker-stage-build/registries';
import { toLoginWish, type PlanOptions } from '../../options';
import type { Workspace } from '../../workspace/workspace';
import type { AskedPlan } from './choose-images';
import { findImages } from '../reuse/find-images';
import { openClient } from './open-client';
import { planImages } from './plan-images';
import { prepareImages } from '../prepare/prepare-images';
import { knownSecrets } from '../../secrets/known-secrets';
import { settleEach, valuesOf } from '../settle';
import { toJob } from './to-job';

export interface TogetherOptions {
  /** How to ask, of the project that asks. */
  readonly wish: PlanOptions;
  readonly workspace: Workspace;
  /** The workspace in git. */
  readonly repository: Repository;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/** One plan of several images. */
export interface PlanTogether {
  readonly plan: Plan;
  /** Jobs of the plan's images, in its order. */
  readonly jobs: readonly BuildJob[];
  /** Images that cannot be planned. */
  readonly failures: readonly { readonly project: string; readonly error: StageBuildError }[];
}

/** Plans images together: everything is read once, and the stages that they share show. */
export async function planTogether(
  asked: readonly AskedPlan[],
  { wish, workspace, repository, env, now, signal, warn }: TogetherOptions,
): Promise<PlanTogether> {
  const { images, ...run } = await prepareImages(asked, {
    ...{ workspace, repository, env, now, wish, warn },
    hints: asked.length === 1,
  });
  const { revision, commits } = run;
  const settled = await settleEach(images, (image) => ({
    image,
    job: toJob(image, { root: workspace.root, revision, env }),
  }));
  const everyOne = commits.base === null || !wish.images?.includes('affected');
  const chosen = valuesOf(settled).filter(({ image }) => everyOne || hasAffectedStage(image.input));
  const prepared = chosen.map(({ image }) => image);
  const client = wish.resolve
    ? openClient(
        prepared.map(({ options }) => options),
        {
          engineMirrors: [],
          credentials: openLogins(toLoginWish(wish.login, { root: workspace.root, env }), {
            env,
            warn,
            keepSecret: (...secrets) => knownSecrets.add(...secrets),
          }),
        },
      )
    : null;
  const cache = prepared[0]?.cache ?? noCache('there is no image');
  const early = client ? await findImages(prepared, { client, env, signal, warn }) : new Map();
  const { plan } = await planImages(prepared, { ...run, cache, client, early, signal, warn });
  const failures = settled.flatMap((one, at) =>
    'error' in one ? [{ project: asked[at]?.project.name ?? '', error: one.error }] : [],
  );
  return { plan, jobs: chosen.map(({ job }) => job), failures };
}
