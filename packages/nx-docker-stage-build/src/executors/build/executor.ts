import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { logger, type ExecutorContext } from '@nx/devkit';
import type { ImagePlan } from '@docker-stage-build/core';
import {
  buildArguments,
  checkSecrets,
  fetchJob,
  formatCommand,
  localExport,
  type BuildJob,
} from '@docker-stage-build/engines';
import { parseImageOptions } from '../../options';
import { formatSummary } from '../../report/format-summary';
import { formatResult } from '../../report/format-result';
import { checkOtherImages } from '../../run/check-other-images';
import { chooseBuilder } from '../../run/choose-builder';
import { planImage } from '../../run/plan-image';
import { prepareImage } from '../../run/prepare-image';
import { runImage } from '../../run/run-image';
import { toJob } from '../../run/to-job';
import { otherImageTasks } from '../../workspace/tasks-of-run';
import { readWorkspace } from '../../workspace/workspace';
import { runExecutor } from '../run-executor';

/** Executor `nx-docker-stage-build:build`: builds a project's image, with the cache of every stage. */
export default function buildExecutor(
  raw: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runExecutor(async (signal) => {
    const workspace = readWorkspace(context);
    const { root, project } = workspace;
    const { env } = process;
    const warn = (message: string) => logger.warn(message);
    const write = (text: string) => void process.stdout.write(text);

    const asked = parseImageOptions(raw, { project: project.name });
    const prepared = await prepareImage(asked, { workspace, env });
    const { options, request, revision, cache } = prepared;
    const draft = toJob(options, { root, request, revision, env });
    checkOtherImages(prepared, { tasks: otherImageTasks(context), env });
    checkSecrets(draft);
    const { job, facts } = await chooseBuilder(draft, { cache, env, signal });
    const { plan, store } = await planImage(prepared, {
      resolve: true,
      engineMirrors: facts.registryMirrors,
      env,
      signal,
      warn,
    });
    const image = plan.images[0] as ImagePlan;
    if (options.dryRun) return write(describeCommands(image, job));

    const { mode, ignoreError } = options.cache;
    const { result, pointed } = await runImage(
      { plan: image, job },
      {
        store,
        exportTo: (folder) => localExport(folder, { mode, ignoreError }),
        requireExport: !ignoreError,
        signal,
        write,
        warn,
      },
    );
    for (const { message } of result.warnings) warn(message);
    write(formatSummary({ plan: image, cache, result, pointed }));
    if (options.metadataFile !== undefined) {
      const path = join(root, options.metadataFile);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, formatResult({ plan: image, cache, result, pointed }));
    }
  });
}

/** The commands of a build as a person would type them. */
function describeCommands(
  { import: cacheFrom, export: cacheTo, fetch }: ImagePlan,
  job: BuildJob,
): string {
  const jobs = [
    ...fetch.map(({ stage, platform, from }) =>
      fetchJob({ ...job, platforms: [platform] }, { stage, cacheFrom: from }),
    ),
    { ...job, cacheFrom, cacheTo },
  ];
  return jobs.map((each) => `${formatCommand('docker', buildArguments(each))}\n`).join('');
}
