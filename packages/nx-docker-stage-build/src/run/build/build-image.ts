import { localExport } from '@docker-stage-build/engines';
import { toLoginWish } from '../../options';
import { openRunLogins } from '../logins/run-logins';
import type { AskedImage } from '../prepare/draft-image';
import { withBuildFiles } from '../../generated/with-build-files';
import { withMadeContexts } from '../../generated/with-made-contexts';
import { planBuilds, type PlanningSurroundings } from '../plan/plan-builds';
import type { PlannedBuild } from '../plan/planned-build';
import { rememberImage } from '../reuse/remember-image';
import { reuseImage } from '../reuse/reuse-image';
import { runImage, type ImageRun } from './run-image';
import { onlyValue } from '../settle';

export interface BuildSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Takes the live log. */
  readonly write: (text: string) => void;
  readonly warn: (message: string) => void;
}

/** What was decided for an image, and what became of it. */
export interface BuiltImage extends PlannedBuild {
  /** `null` where nothing was built: in a dry run, or where `found` was tagged instead. */
  readonly run: ImageRun | null;
}

/**
 * Builds an image: read what it is made from, make sure that it can be built, plan, build, keep the caches.
 * @throws StageBuildError for whatever keeps it from being built, before anything runs where that can be known
 */
export async function buildImage(
  asked: AskedImage,
  surroundings: Omit<PlanningSurroundings, 'logins'> & BuildSurroundings,
): Promise<BuiltImage> {
  const { workspace, env } = surroundings;
  const wish = toLoginWish(asked.options.login, { root: workspace.root, env });
  const logins = openRunLogins(wish, surroundings);
  try {
    const planned = await planBuilds([asked], { ...surroundings, logins });
    return await carryOut(onlyValue(planned), surroundings);
  } finally {
    await logins.close();
  }
}

/**
 * Carries out what was planned.
 * @throws StageBuildError when the engine fails, or a registry refuses the tags of an image that exists
 */
export async function carryOut(
  planned: PlannedBuild,
  { env, signal, write, warn }: BuildSurroundings,
): Promise<BuiltImage> {
  const { options, plan, input, job, store, generate, made, found, client, trust } = planned;
  if (options.dryRun) return { ...planned, run: null };
  if (found) {
    await reuseImage(found, { tags: plan.tags, client, env, signal });
    return { ...planned, run: null };
  }
  const { mode, ignoreError } = options.cache;
  const exportTo = (folder: string) => localExport(folder, { mode, ignoreError });
  const run = await withBuildFiles(job.dockerfile, generate(), (dockerfile) =>
    withMadeContexts(made, (folders) =>
      runImage(
        { plan, job: { ...job, dockerfile, contexts: { ...job.contexts, ...folders } } },
        { store, exportTo, requireExport: !ignoreError, signal, write, warn },
      ),
    ),
  );
  const { result } = run;
  await rememberImage({ plan, input, options, trust, result }, { client, env, signal, warn });
  return { ...planned, run };
}
