import { parseImageRef, type CachePlan, type ImagePlan } from '@docker-stage-build/core';
import {
  checkSecrets,
  inspectEngine,
  localExport,
  prepareBuilder,
  type BuildJob,
} from '@docker-stage-build/engines';
import type { ImageOptions } from '../options';
import type { ImageTask } from '../workspace/tasks-of-run';
import type { Workspace } from '../workspace/workspace';
import { checkOtherImages } from './check-other-images';
import { checkPush } from './check-push';
import { openClient } from './open-client';
import { planImage } from './plan-image';
import { prepareImage } from './prepare-image';
import { runImage, type ImageRun } from './run-image';
import { toJob } from './to-job';

export interface BuildSurroundings {
  readonly workspace: Workspace;
  /** Tasks of the same run that build other images. */
  readonly others: readonly ImageTask[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Takes the live log. */
  readonly write: (text: string) => void;
  readonly warn: (message: string) => void;
}

/** What was decided for an image, and what became of it. */
export interface BuiltImage {
  readonly plan: ImagePlan;
  readonly job: BuildJob;
  readonly cache: CachePlan;
  /** `null` in a dry run. */
  readonly run: ImageRun | null;
}

/**
 * Builds an image: read what it is made from, make sure that it can be built, plan, build, keep the caches.
 * @throws StageBuildError for whatever keeps it from being built, before anything runs where that can be known
 */
export async function buildImage(
  asked: ImageOptions,
  surroundings: BuildSurroundings,
): Promise<BuiltImage> {
  const { workspace, others, env, signal, write, warn } = surroundings;
  const builder = asked.builder ?? null;
  // The engine is asked while files are read. What is wrong with the files is told first.
  const inspection = inspectEngine({ builder, env, signal });
  inspection.catch(() => undefined);

  const prepared = await prepareImage(asked, { workspace, env });
  const { options, request, cache } = prepared;
  const draft = toJob(options, { ...prepared, root: workspace.root, env });
  checkOtherImages(prepared, { tasks: others, env });
  checkSecrets(draft);

  const found = await inspection;
  const writes = cache.write ? cache.kind : 'none';
  const facts = options.dryRun
    ? found
    : await prepareBuilder(found, {
        job: draft,
        cache: writes,
        registries: registriesOf(request.tags, cache),
        env,
        signal,
      });
  const job = { ...draft, builder: facts === found ? builder : facts.builder.name };

  const client = openClient(options, { engineMirrors: facts.registryMirrors, env, warn });
  const [{ plan, store }] = await Promise.all([
    planImage(prepared, { client: cache.location === null ? null : client, signal, warn }),
    options.push && !options.dryRun
      ? checkPush(request.tags, { client, facts, signal, warn })
      : undefined,
  ]);
  const image = plan.images[0] as ImagePlan;
  if (options.dryRun) return { plan: image, job, cache, run: null };

  const { mode, ignoreError } = options.cache;
  const exportTo = (folder: string) => localExport(folder, { mode, ignoreError });
  const run = await runImage(
    { plan: image, job },
    { store, exportTo, requireExport: !ignoreError, signal, write, warn },
  );
  return { plan: image, job, cache, run };
}

/** Hosts that the builder pushes to or keeps caches in. */
function registriesOf(tags: readonly string[], { kind, location }: CachePlan): string[] {
  const names = kind === 'registry' && location !== null ? [...tags, location] : tags;
  return [...new Set(names.map((name) => parseImageRef(name).registry))];
}
