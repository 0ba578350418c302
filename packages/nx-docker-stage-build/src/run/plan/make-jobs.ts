import { checkSecrets, type BuildJob } from '@docker-stage-build/engines';
import type { ImageTask } from '../../workspace/tasks-of-run';
import type { PreparedImage, PreparedImages } from '../prepare/prepare-images';
import { settleEach, type Settled } from '../settle';
import { rememberSecrets } from '../../secrets/remember-secrets';
import { checkContexts } from './check-contexts';
import { checkNxCache } from './check-nx-cache';
import { checkOtherImages, listTags } from './check-other-images';
import { toJob } from './to-job';

/** An image with the engine's job that makes it. */
export interface ImageJob {
  readonly image: PreparedImage;
  readonly job: BuildJob;
}

export interface JobSurroundings {
  /** All tasks of the run that build images. */
  readonly tasks: readonly ImageTask[];
  readonly env: NodeJS.ProcessEnv;
}

/** Makes the jobs of images, and checks all that can be known without an engine. */
export function makeJobs(
  { images, workspace: { root }, revision }: PreparedImages,
  { tasks, env }: JobSurroundings,
): Promise<Settled<ImageJob>[]> {
  const tags = listTags(tasks, { root, revision, env });
  return settleEach(images, (image) => {
    const job = toJob(image, { root, revision, env });
    checkOtherImages(image.request, tags);
    checkNxCache({ project: image.request.project, options: image.options }, tasks);
    checkContexts(image.options.contexts, image.request.project);
    checkSecrets(job);
    rememberSecrets(job);
    return { image, job };
  });
}
