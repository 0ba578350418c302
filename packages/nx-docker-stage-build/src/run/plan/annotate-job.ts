import type { ImagePlan } from '@docker-stage-build/core';
import type { BuildJob, EngineFacts } from '@docker-stage-build/engines';

/** Annotation of a pushed image that says from which inputs it was made. */
export const FINGERPRINT_ANNOTATION = 'io.github.docker-stage-build.fingerprint';

/** Adds the fingerprint to what the image says of itself, where the engine can: Docker's classic store has no annotations. */
export function annotateJob(
  job: BuildJob,
  { plan, facts }: { readonly plan: ImagePlan; readonly facts: EngineFacts },
): BuildJob {
  const canAnnotate = facts.containerdStore || facts.builder.driver !== 'docker';
  const isOnlyPushed = job.outputs.every(({ type }) => type === 'push');
  if (plan.fingerprint === null || !canAnnotate || !isOnlyPushed) return job;
  return {
    ...job,
    annotations: { [FINGERPRINT_ANNOTATION]: plan.fingerprint, ...job.annotations },
  };
}
