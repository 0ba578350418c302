import type { EngineFacts } from '@docker-stage-build/engines';
import { generateBuildFiles } from '../../generated/build-files';
import { openRepository } from '../../git/repository';
import { toMadeContext } from '../../manifests/made-contexts';
import type { ImageOptions } from '../../options';
import type { ImageTask } from '../../workspace/tasks-of-run';
import type { Workspace } from '../../workspace/workspace';
import { listRegistries } from '../logins/list-registries';
import type { RunLogins } from '../logins/run-logins';
import type { AskedImage } from '../prepare/draft-image';
import { prepareImages } from '../prepare/prepare-images';
import type { RepositoryChange } from '../repositories/repository-check';
import { earlyFinder } from '../reuse/early-finder';
import { mayExist } from '../reuse/find-images';
import { settleEach, valuesOf, type Settled } from '../settle';
import { annotateJob } from './annotate-job';
import { registryCheck } from './check-registries';
import { withPossibleOutputs } from './choose-outputs';
import { builderFinder } from './find-builder';
import { makeJobs, type ImageJob } from './make-jobs';
import { planImages } from './plan-images';
import type { PlannedBuild } from './planned-build';

export interface PlanningSurroundings {
  readonly workspace: Workspace;
  /** Kind of runner and commit to compare with, where they were asked for. */
  readonly wish: Pick<ImageOptions, 'runnerKind' | 'base'>;
  /** All tasks of the run that build images. */
  readonly tasks: readonly ImageTask[];
  readonly logins: RunLogins;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

interface Draft extends ImageJob {
  /** `null` for an image that exists: no engine was asked. */
  readonly facts: EngineFacts | null;
}

interface Checked extends Draft {
  readonly repositories: readonly RepositoryChange[];
}

/**
 * Reads what images are made from, makes sure that they can be built, and plans them: all of them at once, so that
 * files, engine, base images and caches are asked once. An image that exists already needs no engine: none is asked for it.
 * What keeps one from being built leaves the others alone.
 */
export async function planBuilds(
  asked: readonly AskedImage[],
  surroundings: PlanningSurroundings,
): Promise<Settled<PlannedBuild>[]> {
  const { workspace, logins, signal, warn } = surroundings;
  const repository = openRepository(workspace.root);
  const prepared = await prepareImages(asked, { ...surroundings, repository });
  const images = valuesOf(prepared.images);
  const env = await logins.engineEnv(images.flatMap(listRegistries));
  const engine = { ...surroundings, env };
  const builders = builderFinder(engine);
  for (const image of images)
    if (!mayExist(image)) void builders.inspect(image.options.builder ?? null);
  const jobs = await settleEach(await makeJobs(prepared, engine), async (made) => {
    if (!made.image.options.dryRun) await logins.check(listRegistries(made.image));
    return made;
  });

  const finder = earlyFinder({ ...engine, credentials: logins.credentials });
  const known = await finder.find(valuesOf(jobs).map(({ image }) => image));
  const drafts = await settleEach(jobs, async ({ image, job }): Promise<Draft> => {
    if (known.get(image)?.found) return { image, job, facts: null };
    const before = await builders.inspect(job.builder);
    const possible = withPossibleOutputs(job, { options: image.options, facts: before, warn });
    const facts = await builders.find(image, possible);
    const { name } = facts.builder;
    return { image, facts, job: facts === before ? possible : { ...possible, builder: name } };
  });
  const ready = valuesOf(drafts);
  const [first] = ready;
  if (!first) return drafts as Settled<never>[];

  const engineMirrors = new Set(ready.flatMap(({ facts }) => facts?.registryMirrors ?? []));
  const { client, early } = await finder.findAgain(known, [...engineMirrors]);
  const foundOf = ({ image }: ImageJob) => early.get(image)?.found ?? null;
  const built = ready.filter((draft) => draft.facts && !foundOf(draft));
  const check = registryCheck(
    built.map(({ image }) => image),
    { root: workspace.root, client, signal, warn },
  );
  const [checked, planned] = await Promise.all([
    settleEach(drafts, async (draft): Promise<Checked> => {
      const { image, facts } = draft;
      const isBuilt = facts !== null && built.includes(draft);
      return { ...draft, repositories: isBuilt ? await check(image, facts.builder) : [] };
    }),
    planImages(
      ready.map(({ image }) => image),
      { ...prepared, cache: first.image.cache, client, early, signal, warn },
    ),
  ]);
  return settleEach(checked, (draft): PlannedBuild => {
    const { image, job, facts, repositories } = draft;
    const { options, input, cache, trust, files, request } = image;
    const { plan, store } = planned.of(image);
    const made = [...image.made].map(
      ([name, manifests]) => [name, toMadeContext(manifests, workspace.root)] as const,
    );
    return {
      ...{ options, plan, input, cache, trust, store, client, repositories },
      job: facts ? annotateJob(job, { plan, facts }) : job,
      generate: () => generateBuildFiles(files, { root: workspace.root, context: request.context }),
      made: new Map(made),
      found: foundOf(draft),
    };
  });
}
