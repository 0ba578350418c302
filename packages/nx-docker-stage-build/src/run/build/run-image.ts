import { rm } from 'node:fs/promises';
import { messageOf, StageBuildError, type ImagePlan } from '@docker-stage-build/core';
import { fetchStage, runBuild, type BuildJob, type BuildResult } from '@docker-stage-build/engines';
import type { CacheStore, LocalStore } from '@docker-stage-build/registries';

export interface RunImageOptions {
  readonly store: CacheStore | LocalStore | null;
  /** Writes the `--cache-to` of an export to a folder, which a local cache then takes in. */
  readonly exportTo: (folder: string) => string;
  /** Whether a cache that cannot be written fails the run. */
  readonly requireExport: boolean;
  readonly signal?: AbortSignal;
  readonly write: (text: string) => void;
  readonly warn: (message: string) => void;
}

/** What became of one image. */
export interface ImageRun {
  readonly result: BuildResult;
  /** Names that now lead to the cache of this build. */
  readonly pointed: readonly string[];
}

/** Carries out an image's plan: fetch what one import cannot bring, build, point names at the exported cache. */
export async function runImage(
  { plan, job }: { readonly plan: ImagePlan; readonly job: BuildJob },
  options: RunImageOptions,
): Promise<ImageRun> {
  await fetchStages({ plan, job }, options);
  const { store } = options;
  if (store?.kind !== 'local' || plan.export === null) {
    const result = await runBuild(
      { ...job, cacheFrom: plan.import, cacheTo: plan.export },
      options,
    );
    return { result, pointed: await pointNames(plan, result.cacheDigest, options) };
  }
  return runIntoLayout({ plan, job }, { ...options, layout: store as LocalStore });
}

/** Exports to a folder of its own, which the layout takes in. Whatever happens, the folder does not stay. */
async function runIntoLayout(
  { plan, job }: { readonly plan: ImagePlan; readonly job: BuildJob },
  options: RunImageOptions & { readonly layout: LocalStore },
): Promise<ImageRun> {
  const { layout, exportTo } = options;
  const folder = await layout.makeExportFolder();
  try {
    const cacheTo = exportTo(folder);
    const result = await runBuild({ ...job, cacheFrom: plan.import, cacheTo }, options);
    const pointed = await keep(plan, options, async (names) => {
      await layout.takeIn(folder, names, options);
    });
    return { result, pointed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One after the other would cost a second each; side by side they do not disturb one another. */
async function fetchStages(
  { plan, job }: { readonly plan: ImagePlan; readonly job: BuildJob },
  options: RunImageOptions,
): Promise<void> {
  await Promise.all(
    plan.fetch.map(async ({ stage, platform, from }) => {
      try {
        await fetchStage({ ...job, platforms: [platform] }, { ...options, stage, cacheFrom: from });
      } catch (error) {
        if (options.signal?.aborted) throw error;
        options.warn(
          `The cache of stage ${stage} could not be fetched, so it is built: ${messageOf(error)}`,
        );
      }
    }),
  );
}

async function pointNames(
  plan: ImagePlan,
  digest: string | null,
  options: RunImageOptions,
): Promise<readonly string[]> {
  const { store } = options;
  if (store === null || plan.export === null) return [];
  if (digest === null) return failExport('the engine exported nothing', options);
  return keep(plan, options, async (names) => {
    await store.point(digest, names, options);
  });
}

async function keep(
  plan: ImagePlan,
  options: RunImageOptions,
  write: (names: readonly string[]) => Promise<void>,
): Promise<readonly string[]> {
  try {
    await write(plan.point);
    return plan.point;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return failExport(messageOf(error), options, error);
  }
}

/** Cache trouble fails a build only where that was asked for (DESIGN D7). */
function failExport(reason: string, options: RunImageOptions, cause?: unknown): readonly string[] {
  const where = options.store?.location ?? 'the cache';
  const message = `The caches of this build were not kept in ${where}: ${reason}`;
  if (options.requireExport) throw new StageBuildError('CACHE_EXPORT_FAILED', message, { cause });
  options.warn(message);
  return [];
}
