import type { BuildFiles, CachePlan, ImagePlan, Trust } from '@docker-stage-build/core';
import { checkSecrets, type BuildJob, type EngineFacts } from '@docker-stage-build/engines';
import type { CacheStore, LocalStore, RegistryClient } from '@docker-stage-build/registries';
import { generateBuildFiles } from '../generated/build-files';
import { toMadeContext } from '../manifests/made-contexts';
import type { MadeContext } from '../generated/with-made-contexts';
import type { ImageOptions } from '../options';
import type { ImageTask } from '../workspace/tasks-of-run';
import type { Workspace } from '../workspace/workspace';
import { annotateJob } from './annotate-job';
import { checkNxCache } from './check-nx-cache';
import { checkOtherImages, listTags } from './check-other-images';
import { pushCheck } from './check-push';
import type { AskedImage } from './draft-image';
import { builderFinder } from './find-builder';
import { earlyFinder } from './early-finder';
import { mayExist, type FoundImage } from './find-images';
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
  /** Milliseconds since 1970. */
  readonly now: number;
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
  readonly trust: Trust;
  readonly store: CacheStore | LocalStore | null;
  /** Makes what the engine gets in place of the Dockerfile and its ignore file, as the workspace is now. */
  readonly generate: () => BuildFiles | null;
  /** Contexts that the engine gets besides, by name. */
  readonly made: ReadonlyMap<string, MadeContext>;
  /** The image that is taken instead of being built. */
  readonly found: FoundImage | null;
  readonly client: RegistryClient;
}

interface Draft {
  readonly image: PreparedImage;
  readonly job: BuildJob;
  /** `null` for an image that exists: no engine was asked. */
  readonly facts: EngineFacts | null;
}

/**
 * Reads what images are made from, makes sure that they can be built, and plans them: all of them at once, so that
 * files, engine, base images and caches are asked once. An image that exists already needs no engine: none is asked for it.
 * What keeps one from being built leaves the others alone.
 */
export async function planBuilds(
  asked: readonly AskedImage[],
  { workspace, wish, tasks, env, now, signal, warn }: PlanningSurroundings,
): Promise<Settled<PlannedBuild>[]> {
  const { images, ...run } = await prepareImages(asked, { workspace, wish, env, now, warn });
  const { revision } = run;
  const builders = builderFinder({ env, signal });
  for (const image of valuesOf(images))
    if (!mayExist(image)) void builders.inspect(image.options.builder ?? null);
  const tags = listTags(tasks, { root: workspace.root, revision, env });
  const jobs = await settleEach(images, (image) => {
    const job = toJob(image, { root: workspace.root, revision, env });
    checkOtherImages(image.request, tags);
    checkNxCache({ project: image.request.project, options: image.options }, tasks);
    checkSecrets(job);
    return { image, job };
  });
  const finder = earlyFinder({ env, signal, warn });
  const known = await finder.find(valuesOf(jobs).map(({ image }) => image));
  const drafts = await settleEach(jobs, async ({ image, job }): Promise<Draft> => {
    if (known.get(image)?.found) return { image, job, facts: null };
    const before = await builders.inspect(job.builder);
    const facts = await builders.find(image, job);
    return { image, facts, job: facts === before ? job : { ...job, builder: facts.builder.name } };
  });

  const ready = valuesOf(drafts);
  const [first] = ready;
  if (!first) return drafts as Settled<never>[];
  const engineMirrors = new Set(ready.flatMap(({ facts }) => facts?.registryMirrors ?? []));
  const { client, early } = await finder.findAgain(known, [...engineMirrors]);
  const check = pushCheck({ client, signal, warn });
  const [checked, planned] = await Promise.all([
    settleEach(drafts, async (draft) => {
      const { request, options } = draft.image;
      const isPushed = options.push && !options.dryRun && !options.offline;
      const isFound = Boolean(early.get(draft.image)?.found);
      if (isPushed && draft.facts && !isFound) await check(request.tags, draft.facts.builder);
      return draft;
    }),
    planImages(
      ready.map(({ image }) => image),
      { ...run, cache: first.image.cache, client, early, signal, warn },
    ),
  ]);
  return settleEach(checked, ({ image, job, facts }) => {
    const { plan, store } = planned.of(image);
    const { options, cache, files, request, made, trust } = image;
    const generate = () =>
      generateBuildFiles(files, { root: workspace.root, context: request.context });
    const contexts = new Map(
      [...made].map(([name, manifests]) => [name, toMadeContext(manifests, workspace.root)]),
    );
    const found = early.get(image)?.found ?? null;
    return {
      ...{ options, plan, cache, trust, store, generate, found, client },
      job: facts ? annotateJob(job, { plan, facts }) : job,
      made: contexts,
    };
  });
}
