import type { BuildFiles, CachePlan, ImagePlan } from '@docker-stage-build/core';
import { checkSecrets, type BuildJob, type EngineFacts } from '@docker-stage-build/engines';
import type { CacheStore, LocalStore } from '@docker-stage-build/registries';
import { generateBuildFiles } from '../generated/build-files';
import { toMadeContext } from '../manifests/made-contexts';
import type { MadeContext } from '../generated/with-made-contexts';
import type { ImageOptions } from '../options';
import type { ImageTask } from '../workspace/tasks-of-run';
import type { Workspace } from '../workspace/workspace';
import { checkNxCache } from './check-nx-cache';
import { checkOtherImages, listTags } from './check-other-images';
import { pushCheck } from './check-push';
import type { AskedImage } from './draft-image';
import { builderFinder } from './find-builder';
import { openClient } from './open-client';
import { planImages } from './plan-images';
import { prepareImages, type PreparedImage } from './prepare-images';
import { settleEach, valuesOf, type Settled } from './settle';
import { toJob } from './to-job';

export interface PlanningSurroundings {
  readonly workspace: Workspace;
  /** Kind of runner and commit to compare with, where they were asked for. */
  readonly wish: Pick<ImageOptions, 'runnerKind' | 'base'>;
  /** All tasks of the run that build images. */
  readonly tasks: readonly ImageTask[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/** An image that can be built, and how. */
export interface PlannedBuild {
  /** Templates filled in. */
  readonly options: ImageOptions;
  readonly plan: ImagePlan;
  readonly job: BuildJob;
  readonly cache: CachePlan;
  readonly store: CacheStore | LocalStore | null;
  /** Makes what the engine gets in place of the Dockerfile and its ignore file, as the workspace is now. */
  readonly generate: () => BuildFiles | null;
  /** Contexts that the engine gets besides, by name. */
  readonly made: ReadonlyMap<string, MadeContext>;
}

interface Draft {
  readonly image: PreparedImage;
  readonly job: BuildJob;
  readonly facts: EngineFacts;
}

/**
 * Reads what images are made from, makes sure that they can be built, and plans them: all of them at once, so that
 * files, engine, base images and caches are asked once. What keeps one from being built leaves the others alone.
 */
export async function planBuilds(
  asked: readonly AskedImage[],
  { workspace, wish, tasks, env, signal, warn }: PlanningSurroundings,
): Promise<Settled<PlannedBuild>[]> {
  const builders = builderFinder({ env, signal });
  for (const { options } of asked) void builders.inspect(options.builder ?? null);

  const { images, ...run } = await prepareImages(asked, { workspace, wish, env, warn });
  const { revision } = run;
  const tags = listTags(tasks, { root: workspace.root, revision, env });
  const jobs = await settleEach(images, (image) => {
    const job = toJob(image, { root: workspace.root, revision, env });
    checkOtherImages(image.request, tags);
    checkNxCache({ project: image.request.project, options: image.options }, tasks);
    checkSecrets(job);
    return { image, job };
  });
  const drafts = await settleEach(jobs, async ({ image, job }): Promise<Draft> => {
    const before = await builders.inspect(job.builder);
    const facts = await builders.find(image, job);
    return { image, facts, job: facts === before ? job : { ...job, builder: facts.builder.name } };
  });

  const ready = valuesOf(drafts);
  const [first] = ready;
  if (!first) return drafts as Settled<never>[];
  const engineMirrors = new Set(ready.flatMap(({ facts }) => facts.registryMirrors));
  const client = openClient(
    ready.map(({ image }) => image.options),
    { engineMirrors: [...engineMirrors], env, warn },
  );
  const check = pushCheck({ client, signal, warn });
  const [checked, planned] = await Promise.all([
    settleEach(drafts, async (draft) => {
      const { request, options } = draft.image;
      if (options.push && !options.dryRun) await check(request.tags, draft.facts.builder);
      return draft;
    }),
    planImages(
      ready.map(({ image }) => image),
      { ...run, cache: first.image.cache, client, signal, warn },
    ),
  ]);
  return settleEach(checked, ({ image, job }) => {
    const { plan, store } = planned.of(image);
    const { options, cache, files, request, made } = image;
    const generate = () =>
      generateBuildFiles(files, { root: workspace.root, context: request.context });
    const contexts = new Map(
      [...made].map(([name, manifests]) => [name, toMadeContext(manifests, workspace.root)]),
    );
    return { options, plan, job, cache, store, generate, made: contexts };
  });
}
